/** How grave an error is: only `error` stops a submission. */
export type Severity = 'error' | 'warning' | 'info';

/** What is wrong with data, as data. `text(error, catalogue)` is its text for people. */
export interface EkeyError {
  /** Symbolic, dotted, lower case: `uscc.check_digit`. A code never changes its meaning. */
  readonly code: string;
  /** RFC 6901 pointer into what was checked; empty for the whole of it. */
  readonly pointer: string;
  readonly severity: Severity;
  /** What the message's placeholders stand for. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** A result, or what is wrong with the data: `if (outcome.errors) … else … outcome.result`. */
export type Outcome<T> =
  | { readonly result: T; readonly errors?: undefined }
  | { readonly errors: readonly EkeyError[]; readonly result?: undefined };

/** Anything that JSON holds. Integers beyond ±(2^53−1) and lone surrogates are refused with `json.…` codes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** An object of it. */
export type JsonObject = { readonly [key: string]: Json };

/** True when one of the errors is of severity `error`. */
export function blocks(errors: readonly EkeyError[]): boolean {
  return errors.some((error) => error.severity === 'error');
}
