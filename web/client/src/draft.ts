import type { Draft } from './form-types.js';
import type { EkeyError } from './types.js';

/** Of a pointer's name, RFC 6901. */
const plain = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * The draft without the answers, materials and confirmations that `Rules.open` refused as `draft.unfit`: open the form with it, and
 * tell the person which of the answers are asked anew. An instance of a repeat that does not fit as a whole is taken out.
 */
export function withoutUnfit(draft: Draft, errors: readonly EkeyError[]): Draft {
  const copy = JSON.parse(JSON.stringify(draft)) as Draft;
  const unfit = errors.filter(({ code }) => code === 'draft.unfit').map(({ pointer }) => pointer);
  // From the end: what stands before in an array keeps its number.
  for (const pointer of unfit.reverse()) {
    erase(copy, pointer.split('/').slice(2).map(plain));
  }
  const bad = (pointer: string) => unfit.includes(pointer);
  return copy.confirmed ? { ...copy, confirmed: copy.confirmed.filter(({ pointer }) => !bad(pointer)) } : copy;
}

function erase(document: unknown, path: readonly string[]): void {
  let around = document;
  for (const name of path.slice(0, -1)) {
    around = typeof around === 'object' && around !== null ? (around as Record<string, unknown>)[name] : undefined;
  }
  const last = path.at(-1);
  if (last === undefined || typeof around !== 'object' || around === null) {
    return;
  }
  if (!Array.isArray(around)) {
    delete (around as Record<string, unknown>)[last];
  } else if (/^\d+$/.test(last)) {
    around.splice(Number(last), 1);
  }
}
