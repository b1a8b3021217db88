import { FormSession } from './form-session.js';
import type { Draft, FormReference } from './form-types.js';
import { Inspector } from './inspector.js';
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
  readonly #materials: WasmSource | undefined;
  #inspector: Promise<Inspector> | undefined;

  private constructor(module: FormsModule, materials: WasmSource | undefined) {
    this.#module = module;
    this.#materials = materials;
  }

  /**
   * @param wasm the forms module; by default `ekey-forms.wasm` beside this script
   * @param materials the module that looks at files, for `inspectFile` and what uses it; by default `ekey-materials.wasm` beside this
   *   script, which is fetched when the first file is looked at
   * @throws {WasmBlockedError} by the page's policy
   * @throws {WasmLoadError} the module is not to be had, or is none
   */
  static async load(wasm?: WasmSource, materials?: WasmSource): Promise<Rules> {
    return new Rules(new FormsModule(await compile(wasm ?? new URL('./ekey-forms.wasm', import.meta.url))), materials);
  }

  /**
   * Checks an identifier. Blank text is no error; text with half a surrogate pair gives `text.encoding`.
   * Throws UsageError for a name that is none, and for `facts.on` that is no day.
   */
  check(name: CheckName, text: string, facts?: CheckFacts): Checked {
    return this.#module.check(name, text, facts);
  }

  /** @internal What looks at files: its module is fetched when the first one is looked at. */
  async inspector(): Promise<Inspector> {
    this.#inspector ??= this.#loadInspector().catch((error: unknown) => {
      this.#inspector = undefined; // the network may be back at the next file
      throw error;
    });
    return this.#inspector;
  }

  async #loadInspector(): Promise<Inspector> {
    return new Inspector(await compile(this.#materials ?? new URL('./ekey-materials.wasm', import.meta.url)));
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
