import type { Change, Draft, FormSession } from '../index.js';

/** The page that shows every answer before it is submitted. */
export const checkPage = 'check';

/** Where a person wants to go: `ekey-page`. */
export interface PageChange {
  /** A page of the form, or `check`. */
  readonly page: string;
  /** The item that is wanted there. */
  readonly pointer?: string;
  /** From the check page, and to return there. */
  readonly back: boolean;
}

/** The events of `<ekey-form>`; none bubbles. */
export interface EkeyFormEvents {
  /** Answers have changed. */
  'ekey-change': CustomEvent<{ readonly changes: readonly Change[] }>;
  /** The draft, a second after the last change, or at once when the form leaves the page. It holds no bytes of files. */
  'ekey-save': CustomEvent<{ readonly draft: Draft }>;
  /** To another page; where it is prevented, the page sets `page` and `back` itself, and calls `arrive`. */
  'ekey-page': CustomEvent<PageChange>;
  /** From the check page, when nothing is wrong: the session has the submission. */
  'ekey-submit': CustomEvent<{ readonly session: FormSession }>;
}
