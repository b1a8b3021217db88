// What went wrong, as the page shows it: in the summary and beside the field, in the same words and the language of now.
import { EkeyFailure, SignerError, type EkeyError } from '@ekey/client';
import { PortalError } from './portal.js';
import { firstKnown, listText, sizeText, t, typeText, type Params } from './texts.js';

export interface Problem {
  readonly code: string;
  readonly params: Params;
  /** The form's item that it is about. */
  readonly item?: string;
  /** Where the summary's link leads: "#mobile", or another page's address. */
  readonly href?: string;
}

/** What an error tells of itself, whoever threw it. */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof PortalError) {
    return error.errors.map(({ code, params }) => ({ code, params: { correlation: error.correlation, ...params } }));
  }
  if (error instanceof SignerError) {
    return [{ code: error.code, params: { correlation: error.correlation, ...error.params } }];
  }
  if (error instanceof EkeyFailure) {
    return [{ code: error.code, params: error.params }];
  }
  console.error(error); // a defect of the page: the developer's only trace of it
  return [{ code: 'usage', params: {} }];
}

/** Errors of the rules, each with the item that stands at its pointer. */
export function problemsAt(
  errors: readonly EkeyError[],
  place: (pointer: string) => { item?: string; href?: string },
): Problem[] {
  return errors
    .filter(({ severity }) => severity === 'error')
    .map(({ code, params, pointer }) => ({ code, params, ...place(pointer) }));
}

export function problemText({ code, params, item }: Problem): string {
  const state = typeof params['state'] === 'string' ? params['state'] : '';
  const known = firstKnown(`item.${item}.${code}`, `${code}.${state}`, code);
  const label = item ? t(`item.${item}.label`) : '';
  return known ? t(known, { label, ...readable(code, params) }) : t('problem.unknown', { code });
}

// Sizes and media types as people say them.
function readable(code: string, params: Params): Params {
  if (!code.startsWith('material.')) {
    return params;
  }
  const out: Record<string, unknown> = { ...params };
  for (const name of ['bytes', 'limit']) {
    if (code === 'material.too_large' && typeof params[name] === 'number') out[name] = sizeText(params[name]);
  }
  for (const name of ['found', 'type']) {
    if (typeof params[name] === 'string') out[name] = typeText(params[name]);
  }
  if (Array.isArray(params['accepted'])) out['accepted'] = listText(params['accepted'].map(typeText));
  if (typeof params['item'] === 'string') out['item'] = t(`item.${params['item']}.label`);
  return out;
}
