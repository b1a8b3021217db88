import { UsageError } from '../failures.js';
import type { Json, Outcome } from '../types.js';
import { callJson, type JsonExports } from './json-call.js';
import { guard, instantiate, type Compiled } from './loader.js';

/** The one function of a module that is asked in JSON, beside its memory: wasm/materials_abi.h, wasm/verify_abi.h. */
export type JsonEntry = 'ekey_materials_call' | 'ekey_verify_call';
type Exports = JsonExports & Record<JsonEntry, (request: number, length: number) => number>;

/** One instance of a module that keeps nothing worth keeping; after a trap, the next call takes a new one. */
export class JsonModule {
  readonly #module: Compiled;
  readonly #entry: JsonEntry;
  #exports: Exports;

  constructor(module: Compiled, entry: JsonEntry) {
    this.#module = module;
    this.#entry = entry;
    this.#exports = this.#instance();
  }

  /**
   * One operation; its result has the shape that the module's header documents.
   * @throws {UsageError} the request itself is wrong
   * @throws {WasmTrapError} the module ended itself
   */
  call<T>(op: string, request: Readonly<Record<string, unknown>>): Outcome<T> {
    return this.callText(JSON.stringify({ op, ...request })) as Outcome<T>;
  }

  /** The same with the request's text. */
  callText(request: string): Outcome<Json> {
    const exports = this.#exports;
    try {
      return guard(() => callJson(exports, exports[this.#entry], request));
    } catch (error) {
      if (!(error instanceof UsageError)) {
        this.#exports = this.#instance();
      }
      throw error;
    }
  }

  #instance(): Exports {
    return instantiate<Exports>(this.#module, ['memory', 'ekey_alloc', 'ekey_free', this.#entry]);
  }
}
