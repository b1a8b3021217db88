import { UsageError } from '../failures.js';
import type { Json, Outcome } from '../types.js';
import { Checks, checksNames, type CheckFacts, type Checked, type ChecksExports } from './checks.js';
import { callJson, type JsonExports } from './json-call.js';
import { guard, instantiate, type Compiled } from './loader.js';

// wasm/forms_abi.h.
interface FormsExports extends ChecksExports, JsonExports {
  ekey_forms_call(request: number, length: number): number;
}

const names = ['memory', 'ekey_alloc', 'ekey_free', 'ekey_forms_call', ...checksNames] as const;

/** One instance of the forms module. */
export class FormsModule {
  readonly #exports: FormsExports;
  readonly #checks: Checks;
  #broken: unknown;

  constructor(module: Compiled) {
    this.#exports = instantiate<FormsExports>(module, names);
    this.#checks = new Checks(this.#exports);
  }

  /**
   * One operation of wasm/forms_abi.h; its result has the shape that is documented there.
   * @throws {UsageError} the request itself is wrong
   * @throws {WasmTrapError} now or at an earlier call
   */
  call<T>(op: string, request: Readonly<Record<string, unknown>>): Outcome<T> {
    return this.callText(JSON.stringify({ op, ...request })) as Outcome<T>;
  }

  /** The same with the request's text. */
  callText(request: string): Outcome<Json> {
    return this.#guarded(() => callJson(this.#exports, this.#exports.ekey_forms_call, request));
  }

  /** One named check, the direct way. Throws as `call` does. */
  check(name: string, text: string, facts?: CheckFacts): Checked {
    return this.#guarded(() => this.#checks.check(name, text, facts));
  }

  #guarded<T>(run: () => T): T {
    if (this.#broken) {
      throw this.#broken;
    }
    try {
      return guard(run);
    } catch (error) {
      if (!(error instanceof UsageError)) {
        this.#broken = error;
      }
      throw error;
    }
  }
}
