import { UsageError } from './failures.js';
import type { Answer, Change, Draft, FormReference, MaterialSlot, ShownItem, SubmissionReference } from './form-types.js';
import type { EkeyError, JsonObject, Outcome } from './types.js';
import type { FormsModule } from './wasm/forms-module.js';

/**
 * One person filling one form. What a method changes is told as a list in document order, of what became different only; where it
 * answers errors, nothing was changed. Every method throws UsageError after `close`.
 */
export class FormSession {
  readonly #module: FormsModule;
  readonly #session: number;

  /** @internal Sessions come from `Rules.open`. */
  constructor(
    module: FormsModule,
    session: number,
    /** The form that is filled. */
    readonly form: FormReference,
  ) {
    this.#module = module;
    this.#session = session;
  }

  /**
   * Sets one answer, by its item's type: a text; an integer; true or false; texts for `choices`; an Entry for a material. Numbers and
   * days may be texts, as they were typed. null blanks it. What is not relevant now is kept. An answer that can be kept but is wrong
   * is kept, with its errors in the changes.
   * Errors: `answer.unknown_item`, `answer.readonly`, `answer.calculated`, `answer.type`, `json.…`, those of an Entry.
   */
  set(pointer: string, value: Answer): Outcome<readonly Change[]> {
    return this.#change('set', { pointer, value });
  }

  /**
   * Adds an instance to a repeat, before the one numbered `at`, counted from 0, or at the end. Those behind it move up by one.
   * Errors: `answer.unknown_item`, `repeat.max` {max, found}, `repeat.at` {count}.
   */
  insert(repeat: string, at?: number): Outcome<readonly Change[]> {
    return this.#change('insert', { pointer: repeat, ...(at !== undefined && { at }) });
  }

  /**
   * Takes out an instance: `/keys/1`. Those behind it move down by one.
   * Errors: `answer.unknown_item`, `repeat.min` {min, found}.
   */
  remove(instance: string): Outcome<readonly Change[]> {
    return this.#change('remove', { pointer: instance });
  }

  /**
   * Confirms a warning that demands it: its error has `params.confirm`, and `params.confirmed` from then on, until what the rule reads
   * is changed.
   * Errors: `answer.unknown_item`, `answer.not_asked` {code}.
   */
  confirm(pointer: string, code: string): Outcome<readonly Change[]> {
    return this.#change('confirm', { pointer, code });
  }

  /** Everything that a page of the form shows, or the whole form, in document order. */
  items(page?: string): readonly ShownItem[] {
    return this.#demand('items', page === undefined ? {} : { page });
  }

  /** What is wrong, in document order: on one page of the form, or on the whole. */
  validate(page?: string): readonly EkeyError[] {
    return this.#demand<{ errors: readonly EkeyError[] }>('validate', page === undefined ? {} : { page }).errors;
  }

  /** The form's material items that are relevant now, in its order. */
  materials(): readonly MaterialSlot[] {
    return this.#demand('materials');
  }

  /** The answers as a submission has them: relevant and not blank. */
  answers(): JsonObject {
    return this.#demand('answers');
  }

  /** What is kept between two visits. */
  draft(): Draft {
    return this.#demand('draft');
  }

  /** The canonical text that gets signed, as it stands: call `validate` first. */
  submission(reference: SubmissionReference): string {
    const { audience, filing, nonce } = reference;
    return this.#demand<{ canonical: string }>('submission', { audience, filing, nonce }).canonical;
  }

  /** Frees what the session holds in the module. */
  close(): void {
    this.#demand('close');
  }

  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  #change(op: string, request: Readonly<Record<string, unknown>>): Outcome<readonly Change[]> {
    const outcome = this.#module.call<{ changes: readonly Change[] }>(op, { session: this.#session, ...request });
    return outcome.errors ? outcome : { result: outcome.result.changes };
  }

  #demand<T>(op: string, request: Readonly<Record<string, unknown>> = {}): T {
    const outcome = this.#module.call<T>(op, { session: this.#session, ...request });
    if (outcome.errors) {
      throw new UsageError(`${op}: ${outcome.errors.map((error) => error.code).join(', ')}`, outcome.errors);
    }
    return outcome.result;
  }
}
