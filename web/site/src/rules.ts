// The rules module, and what a form's definition says of answers that are stored.
import { Hasher, Rules, WasmBlockedError, withoutUnfit, type Draft, type FormSession, type Json, type JsonObject } from '@ekey/client';
import { PortalError } from './portal.js';
import type { StoredAnswer } from './texts.js';
export type { StoredAnswer };

interface Item {
  readonly id: string;
  readonly type: string;
  /** Of a group or a repeat. */
  readonly items?: readonly Item[];
}

export interface Definition {
  readonly pages: readonly string[];
  readonly items: readonly Item[];
}

/** Made once; a failed fetch may be tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Where WebAssembly is refused, of the same modules as scripts: slower, and nothing else is different. */
const orScripts = <T>(modules: () => Promise<T>, scripts: () => Promise<T>): Promise<T> =>
  modules().catch((error: unknown) => {
    if (error instanceof WasmBlockedError) {
      return scripts();
    }
    throw error;
  });
const script = (name: string): URL => new URL(`./ekey-${name}.wasm.js`, import.meta.url);

export const rules = once(() => orScripts(() => Rules.load(), () => Rules.load(script('forms'), script('materials'))));
export const hasher = once(() => orScripts(() => Hasher.create(), () => Hasher.create({ wasm: script('hash') })));

/** `left`: something of the draft no longer fits the form, and was left out. */
export function openForm(forms: Rules, text: string, facts: JsonObject, draft: Draft | undefined): { session: FormSession; left: boolean } {
  const opened = forms.open(text, facts, draft);
  if (opened.result) {
    return { session: opened.result, left: false };
  }
  const again = draft && forms.open(text, facts, withoutUnfit(draft, opened.errors));
  const outcome = again?.result ? again : forms.open(text, facts);
  if (outcome.errors) {
    throw new PortalError(0, outcome.errors);
  }
  return { session: outcome.result, left: true };
}

/** What is stored, in the form's order. */
export function answersOf(items: readonly Item[], answers: Json | undefined, around = '', numbers: readonly number[] = []): readonly StoredAnswer[] {
  return items.flatMap(({ id, type, items: inside }) => {
    const pattern = `${around}/${id}`;
    const value = typeof answers === 'object' && answers !== null ? (answers as JsonObject)[id] : undefined;
    if (value === undefined || type === 'material') {
      return [];
    }
    if (inside && Array.isArray(value)) {
      return value.flatMap((one: Json, at) => answersOf(inside, one, `${pattern}/*`, [...numbers, at + 1]));
    }
    return inside ? answersOf(inside, value, pattern, numbers) : [{ pattern, numbers, value }];
  });
}
