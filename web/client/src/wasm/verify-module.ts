import { UsageError } from '../failures.js';
import type { Outcome } from '../types.js';
import { callJson, type JsonExports } from './json-call.js';
import { guard, instantiate } from './loader.js';

// wasm/verify_abi.h.
interface VerifyExports extends JsonExports {
  ekey_verify_call(request: number, length: number): number;
}

const names = ['memory', 'ekey_alloc', 'ekey_free', 'ekey_verify_call'] as const;

/** One instance of the verify module; after a trap, the next call takes a new one. */
export class VerifyModule {
  readonly #module: WebAssembly.Module;
  #exports: VerifyExports;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
    this.#exports = instantiate<VerifyExports>(module, names);
  }

  /**
   * One operation of wasm/verify_abi.h; its result has the shape that is documented there.
   * @throws {UsageError} the request itself is wrong
   * @throws {WasmTrapError} the module ended itself
   */
  call<T>(op: string, request: Readonly<Record<string, unknown>>): Outcome<T> {
    const exports = this.#exports;
    try {
      return guard(() => callJson(exports, exports.ekey_verify_call, JSON.stringify({ op, ...request }))) as Outcome<T>;
    } catch (error) {
      if (!(error instanceof UsageError)) {
        this.#exports = instantiate<VerifyExports>(this.#module, names);
      }
      throw error;
    }
  }
}
