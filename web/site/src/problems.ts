// What went wrong outside of the form's fields, as the page shows it: in the language of now.
import { EkeyFailure, SignerError } from '@ekey/client';
import { PortalError } from './portal.js';
import { firstKnown, materialLabel, t, type Params } from './texts.js';

export interface Problem {
  readonly code: string;
  readonly params: Params;
  /** The id of the field that it is about. */
  readonly field?: string;
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

/** The same, each with the field that its pointer names. `fields`: those of the page. */
export function problemsAt(error: unknown, fields: readonly string[]): Problem[] {
  const problems = problemsOf(error);
  if (!(error instanceof PortalError)) {
    return problems;
  }
  return problems.map((problem, index) => {
    const field = error.errors[index]!.pointer.slice(1);
    return fields.includes(field) ? { ...problem, field } : problem;
  });
}

export function problemText({ code, params }: Problem): string {
  const state = typeof params['state'] === 'string' ? params['state'] : '';
  const known = firstKnown(`${code}.${state}`, code);
  if (!known) {
    return t('problem.unknown', { code });
  }
  return t(known, { ...params, ...(typeof params['item'] === 'string' && { item: materialLabel(params['item']) }) });
}
