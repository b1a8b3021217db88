import { encodeBase64 } from './base64.js';
import { FormSession } from './form-session.js';
import type { Draft, FormReference } from './form-types.js';
import type { InspectionStep, MaterialLimits } from './material.js';
import type { JsonObject, Outcome } from './types.js';
import type { CheckFacts, Checked } from './wasm/checks.js';
import { FormsModule } from './wasm/forms-module.js';
import { compile, type WasmSource } from './wasm/loader.js';

export type { CheckFacts, Checked } from './wasm/checks.js';

/** The named checks of identifiers; `docs/forms.md` says what each is. */
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
   * @param facts what the portal knows: today's date, what the certificate says, the lists that choices are taken from
   * @param draft of an earlier visit; of an earlier version of the form it is moved by the definition's `renames`
   * Errors, all at once: everything that is wrong with the definition, each with its pointer into it (`form.…`, `expression.…`,
   * `member.…`, `json.…`); `draft.form` {found}, `draft.newer` {found, version}, and for each answer that does not fit `draft.unfit`
   * {reason} with its pointer into the draft: `withoutUnfit` takes those out.
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
