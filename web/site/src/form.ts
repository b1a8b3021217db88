// A form's definition, the rules that judge it, and answers found by pointer.
import { Rules, type Draft, type FormSession, type JsonObject, type MaterialLimits } from '@ekey/client';
import { PortalError } from './portal.js';

export interface Item {
  readonly id: string;
  readonly pointer: string;
  readonly page: string;
  readonly type: 'text' | 'material';
  readonly required: boolean;
  readonly readonly?: boolean;
  readonly check?: string;
  readonly accept?: MaterialLimits;
}

export interface Definition {
  readonly pages: readonly string[];
  readonly items: readonly Item[];
}

let loading: Promise<Rules> | undefined;

/** The rules module, fetched once; a failed fetch may be tried again. */
export function rules(): Promise<Rules> {
  loading ??= Rules.load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

// A draft of another version of the form gives what still fits.
export function openForm(forms: Rules, text: string, facts: JsonObject, draft: Draft | undefined): FormSession {
  const opened = draft && forms.open(text, facts, draft);
  const outcome = opened?.result ? opened : forms.open(text, facts);
  if (outcome.errors) {
    throw new PortalError(0, outcome.errors);
  }
  return outcome.result;
}

/** RFC 6901. */
export function valueAt(document: JsonObject, pointer: string): unknown {
  let value: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

/** An answer of a record, as text. */
export function answerText(answers: JsonObject, pointer: string): string {
  const value = valueAt(answers, pointer);
  return typeof value === 'string' ? value : '';
}
