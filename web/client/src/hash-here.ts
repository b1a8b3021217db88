import { digestBlob, type Order, type Reports } from './digest-blob.js';
import { WasmTrapError, type EkeyFailure } from './failures.js';
import { HashModule, type Digests } from './wasm/hash-module.js';
import type { Compiled } from './wasm/loader.js';

/** Digests on the calling thread. Each file has an instance to itself, so that one that traps costs no other file. */
export class HashHere {
  readonly #module: Compiled;
  readonly #idle: HashModule[];
  readonly #ended = new AbortController();

  /** @throws {WasmLoadError} it is no module of ours */
  constructor(module: Compiled) {
    this.#module = module;
    this.#idle = [new HashModule(module)];
  }

  async digest(order: Order, reports: Reports, signal: AbortSignal | undefined): Promise<Digests> {
    this.#ended.signal.throwIfAborted();
    const either = new AbortController(); // AbortSignal.any came with Chrome 116; Windows 7 ends at 109
    const sources = signal ? [this.#ended.signal, signal] : [this.#ended.signal];
    const listeners = sources.map((source) => {
      const abort = () => either.abort(source.reason);
      if (source.aborted) {
        abort();
      }
      source.addEventListener('abort', abort);
      return abort;
    });
    let module: HashModule | undefined = this.#idle.pop() ?? new HashModule(this.#module);
    try {
      return await digestBlob(module, order, reports, either.signal);
    } catch (error) {
      if (error instanceof WasmTrapError) {
        module = undefined;
      }
      throw error;
    } finally {
      if (module) {
        this.#idle.push(module);
      }
      sources.forEach((source, index) => source.removeEventListener('abort', listeners[index]!));
    }
  }

  end(reason: EkeyFailure): void {
    this.#ended.abort(reason);
  }
}
