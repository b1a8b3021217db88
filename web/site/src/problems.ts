// What went wrong outside of the form's fields, as the page shows it: in the language of now.
import { EkeyFailure, SignerError } from '@ekey/client';
import { PortalError } from './portal.js';
import { firstKnown, materialLabel, t, type Params } from './texts.js';

export interface Problem {
  readonly code: string;
  readonly params: Params;
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

export function problemText({ code, params }: Problem): string {
  const state = typeof params['state'] === 'string' ? params['state'] : '';
  const known = firstKnown(`${code}.${state}`, code);
  if (!known) {
    return t('problem.unknown', { code });
  }
  return t(known, { ...params, ...(typeof params['item'] === 'string' && { item: materialLabel(params['item']) }) });
}
