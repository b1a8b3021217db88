import { UsageError } from '../failures.js';
import type { EkeyError, Json, Outcome } from '../types.js';
import { Checks, checksNames, type CheckFacts, type Checked, type ChecksExports } from './checks.js';
import { guard, instantiate } from './loader.js';

// wasm/forms_abi.h; addresses are 32-bit offsets into memory, which may grow during any call.
interface FormsExports extends ChecksExports {
  ekey_alloc(bytes: number): number;
  ekey_free(address: number): void;
  ekey_forms_call(request: number, length: number): number;
}

const names = ['memory', 'ekey_alloc', 'ekey_free', 'ekey_forms_call', ...checksNames] as const;

/** What the module answers, without its status. */
type Body = { result: unknown } | { errors: readonly EkeyError[] };

/** One instance of the forms module. */
export class FormsModule {
  readonly #exports: FormsExports;
  readonly #checks: Checks;
  #broken: unknown;

  constructor(module: WebAssembly.Module) {
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
    return this.#guarded(() => this.#run(new TextEncoder().encode(request)));
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

  #run(request: Uint8Array): Outcome<Json> {
    const { memory, ekey_alloc, ekey_free, ekey_forms_call } = this.#exports;
    const address = ekey_alloc(request.length) >>> 0;
    if (address === 0) {
      return { errors: [{ code: 'json.size', pointer: '', severity: 'error', params: { bytes: request.length } }] };
    }
    new Uint8Array(memory.buffer, address, request.length).set(request);
    const answer = ekey_forms_call(address, request.length) >>> 0;
    const [status, data, length] = new Uint32Array(memory.buffer, answer, 3) as unknown as [number, number, number];
    const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(memory.buffer, data, length));
    ekey_free(address);
    const body = JSON.parse(text) as Body;
    if (status !== 0) {
      const { errors } = body as { errors: readonly EkeyError[] };
      throw new UsageError(errors.map(({ code, pointer }) => `${code} at '${pointer}'`).join(', '), errors);
    }
    return body as Outcome<Json>;
  }
}
