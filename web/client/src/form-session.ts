import { UsageError } from './failures.js';
import type { Entry, MaterialLimits } from './material.js';
import type { EkeyError, Json, JsonObject, Outcome } from './types.js';
import type { FormsModule } from './wasm/forms-module.js';

/** A form, its version, and the SM3 digest of its definition. */
export interface FormReference {
  readonly id: string;
  readonly version: number;
  readonly sm3: string;
}

/** What changed about one item: only members that changed are present. */
export interface Change {
  readonly pointer: string;
  readonly value?: Json;
  readonly errors?: readonly EkeyError[];
}

/** One material item of a form. */
export interface MaterialSlot extends MaterialLimits {
  readonly item: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly present: boolean;
}

/** What is kept between two visits: give it to `open`. */
export interface Draft {
  readonly form: FormReference;
  readonly answers: JsonObject;
  readonly materials: readonly Entry[];
}

/** What ties a submission to its portal and filing. */
export interface SubmissionReference {
  /** The portal's origin. */
  readonly audience: string;
  readonly filing: string;
  readonly nonce: string;
}

/** One person filling one form. Every method throws UsageError after `close`. */
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
   * Sets one answer: text, an Entry for a material, or null to remove it.
   * Errors: `answer.unknown_item`, `answer.readonly`, `answer.type`, `json.…`; nothing is changed then.
   */
  set(pointer: string, value: Json | Entry): Outcome<readonly Change[]> {
    const outcome = this.#module.call<{ changes: readonly Change[] }>('set', { session: this.#session, pointer, value });
    return outcome.errors ? outcome : { result: outcome.result.changes };
  }

  /** What is wrong, in the order of the form: on one page of it, or on the whole. */
  validate(page?: string): readonly EkeyError[] {
    return this.#demand<{ errors: readonly EkeyError[] }>('validate', page === undefined ? {} : { page }).errors;
  }

  /** The form's material items that are relevant now, in its order. */
  materials(): readonly MaterialSlot[] {
    return this.#demand('materials');
  }

  /** The answers as they stand. */
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

  #demand<T>(op: string, request: Readonly<Record<string, unknown>> = {}): T {
    const outcome = this.#module.call<T>(op, { session: this.#session, ...request });
    if (outcome.errors) {
      throw new UsageError(`${op}: ${outcome.errors.map((error) => error.code).join(', ')}`, outcome.errors);
    }
    return outcome.result;
  }
}
