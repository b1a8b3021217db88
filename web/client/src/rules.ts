import { encodeBase64 } from './base64.js';
import { UsageError } from './failures.js';
import type { EkeyError, Json, JsonObject, Outcome } from './types.js';
import type { CheckFacts, Checked } from './wasm/checks.js';
import { FormsModule } from './wasm/forms-module.js';
import { compile, type WasmSource } from './wasm/loader.js';

export type { CheckFacts, Checked } from './wasm/checks.js';

/** The named checks of identifiers; `docs/form-format.md` says what each is. */
export type CheckName =
  | 'uscc'
  | 'organisationCode'
  | 'tradeCode'
  | 'customsCode'
  | 'residentId'
  | 'hkMoTwResidencePermit'
  | 'permanentResidentId'
  | 'passport'
  | 'hkMoTravelPermit'
  | 'twTravelPermit'
  | 'personName'
  | 'mobile'
  | 'landline'
  | 'postcode'
  | 'email'
  | 'loginNameGeneral'
  | 'loginNameMechanical'
  | 'loginNameUsedVehicle';

/** What a material may be. */
export interface MaterialLimits {
  /** Accepted media types: `image/jpeg`, `image/png`, `application/pdf`. */
  readonly types: readonly string[];
  /** The largest size accepted, in bytes. */
  readonly bytes: number;
  /** Width × height of a picture at most; by default 100,000,000. */
  readonly pixels?: number;
  /** Pages of a PDF at most; by default 1,000. */
  readonly pages?: number;
}

/** What a picture's header says. */
export interface Picture {
  /** In pixels, as stored: `orientation` may turn it. */
  readonly width: number;
  readonly height: number;
  /** Dots to the inch, to the nearest whole; 0: the file does not say. */
  readonly dpiX: number;
  readonly dpiY: number;
  /** EXIF's, 1–8. */
  readonly orientation: number;
}

/** What was found out about a file. */
export interface Inspected {
  /** Media type by content; `application/octet-stream` when unknown. */
  readonly type: string;
  readonly errors: readonly EkeyError[];
  /** Of JPEG, PNG, BMP, GIF, WebP and TIFF. */
  readonly picture?: Picture;
  /** Of a PDF. */
  readonly pages?: number;
  /** A PDF that opens without a password, though its owner has set one. */
  readonly encrypted?: boolean;
}

/** How a look at a file goes on: which bytes to give, or the verdict. */
export type InspectionStep =
  | { readonly inspection: number; readonly wants: { readonly offset: number; readonly length: number }; readonly done?: undefined }
  | { readonly done: Inspected };

/** One line of the manifest that gets signed: the answer to a material item. */
export interface Entry {
  readonly item: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sm3: string;
  readonly sha256: string;
}

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

/** The rules: the C++ that the portal runs, in the page. */
export class Rules {
  readonly #module: FormsModule;

  private constructor(module: FormsModule) {
    this.#module = module;
  }

  /**
   * @param wasm the forms module; by default `ekey-forms.wasm` beside this script
   * @throws {WasmBlockedError} by the page's policy
   * @throws {WasmLoadError} the module is not to be had, or is none
   */
  static async load(wasm?: WasmSource): Promise<Rules> {
    return new Rules(new FormsModule(await compile(wasm ?? new URL('./ekey-forms.wasm', import.meta.url))));
  }

  /**
   * Checks an identifier. Blank text is no error; text with half a surrogate pair gives `text.encoding`.
   * Throws UsageError for a name that is none, and for `facts.on` that is no day.
   */
  check(name: CheckName, text: string, facts?: CheckFacts): Checked {
    return this.#module.check(name, text, facts);
  }

  /** @internal Begins a look at a file: `inspectFile` has the whole of it. At most 4 are under way at once. */
  inspect(name: string, bytes: number, { types, bytes: most, pixels, pages }: MaterialLimits): InspectionStep {
    const limits = { types, bytes: most, ...(pixels && { pixels }), ...(pages && { pages }) };
    return this.#inspection('inspect', { name, bytes, limits });
  }

  /** @internal Gives what the look wants; fewer bytes: the file has ended. */
  give(inspection: number, bytes: Uint8Array): InspectionStep {
    return this.#inspection('give', { inspection, bytes: encodeBase64(bytes) });
  }

  /** @internal Ends a look without a verdict. */
  abandon(inspection: number): void {
    this.#module.call('abandon', { inspection });
  }

  #inspection(op: string, request: Readonly<Record<string, unknown>>): InspectionStep {
    const outcome = this.#module.call<InspectionStep>(op, request);
    return outcome.errors ? { done: { type: 'application/octet-stream', errors: outcome.errors } } : outcome.result;
  }

  /** A JSON text in its canonical form, RFC 8785. Errors: `json.…`. */
  canonical(text: string): Outcome<string> {
    const outcome = this.#module.call<{ canonical: string }>('canonical', { text });
    return outcome.errors ? outcome : { result: outcome.result.canonical };
  }

  /**
   * Begins or resumes the filling of a form. At most 16 sessions are open at once: close those no longer used.
   * @param definition the text of the form's file, as the portal serves it
   * @param facts what the portal knows: today's date, what the certificate says
   * Errors: what is wrong with the definition, `json.…`.
   */
  open(definition: string, facts: JsonObject, draft?: Draft): Outcome<FormSession> {
    const request = { definition, facts, ...(draft && { draft }) };
    const outcome = this.#module.call<{ session: number; form: FormReference }>('open', request);
    if (outcome.errors) {
      return outcome;
    }
    return { result: new FormSession(this.#module, outcome.result.session, outcome.result.form) };
  }
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
