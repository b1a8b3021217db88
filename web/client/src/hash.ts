import { digestBlob, type Progress } from './digest-blob.js';
import { EkeyFailure, FileError, UsageError, WasmBlockedError, WasmLoadError, WasmTrapError, WorkerError } from './failures.js';
import type { Failure, ToPage, ToWorker } from './hash-protocol.js';
import { HashModule, type Digests } from './wasm/hash-module.js';
import { compile, type WasmSource } from './wasm/loader.js';

/** Where the module and the worker come from. */
export interface HasherOptions {
  /** The hash module; by default `ekey-hash.wasm` beside this script. */
  readonly wasm?: WasmSource;
  /** The worker's script; by default `hash-worker.js` beside this script. `false`: digest on the calling thread. */
  readonly worker?: URL | false;
}

/** Progress of one file, and how it is given up. */
export interface DigestOptions {
  /** Called with 0, at most every 50 ms, and with the whole length at the end; not after `signal` aborts. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

interface Job {
  readonly resolve: (digests: Digests) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/**
 * Digests files with SM3 and SHA-256 in one pass and constant memory: in a worker of its own, or on the calling thread
 * where there are no web workers (Node).
 */
export class Hasher {
  readonly #module: HashModule | undefined;
  readonly #worker: Worker | undefined;
  readonly #jobs = new Map<number, Job>();
  readonly #endedHere = new AbortController();
  #last = 0;
  #ended: EkeyFailure | undefined;

  private constructor(module: HashModule | undefined, worker: Worker | undefined) {
    this.#module = module;
    this.#worker = worker;
    if (worker) {
      worker.onmessage = (event: MessageEvent<ToPage>) => this.#hear(event.data);
      const failed = () => this.#end(new WorkerError('worker.failed', 'the hash worker failed'));
      worker.onerror = failed;
      worker.onmessageerror = failed;
    }
  }

  /**
   * @throws {WasmBlockedError} by the page's policy
   * @throws {WasmLoadError} the module is not to be had, or is none
   * @throws {WorkerError} `worker.unavailable`: its script is not to be had, or worker-src forbids it
   */
  static async create(options: HasherOptions = {}): Promise<Hasher> {
    const module = await compile(options.wasm ?? new URL('./ekey-hash.wasm', import.meta.url));
    if (options.worker === false || typeof Worker === 'undefined') {
      return new Hasher(new HashModule(module), undefined);
    }
    const worker = startWorker(options.worker);
    await ready(worker, module);
    return new Hasher(undefined, worker);
  }

  /**
   * The digests of a file or any other blob. Several at once are fine.
   * @throws {FileError} it vanished or changed since it was chosen
   * @throws {WorkerError | WasmTrapError} the worker died
   * @throws the signal's reason, when aborted
   * @throws {UsageError} after `close`
   */
  digest(blob: Blob, options: DigestOptions = {}): Promise<Digests> {
    if (this.#ended) {
      return Promise.reject(this.#ended);
    }
    return this.#module ? this.#digestHere(this.#module, blob, options) : this.#order(blob, options);
  }

  /** Ends the worker. Digests under way are rejected with a UsageError. */
  close(): void {
    this.#end(new UsageError('the hasher is closed'));
  }

  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  async #digestHere(module: HashModule, blob: Blob, { onProgress, signal }: DigestOptions): Promise<Digests> {
    const ended = this.#endedHere.signal;
    const either = new AbortController(); // AbortSignal.any came with Chrome 116; Windows 7 ends at 109
    const sources = signal ? [ended, signal] : [ended];
    const listeners = sources.map((source) => {
      const abort = () => either.abort(source.reason);
      if (source.aborted) {
        abort();
      }
      source.addEventListener('abort', abort);
      return abort;
    });
    try {
      return await digestBlob(module, blob, onProgress, either.signal);
    } catch (error) {
      if (error instanceof WasmTrapError) {
        this.#end(error);
      }
      throw error;
    } finally {
      sources.forEach((source, index) => source.removeEventListener('abort', listeners[index]!));
    }
  }

  #order(blob: Blob, { onProgress, signal }: DigestOptions): Promise<Digests> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const id = ++this.#last;
      const abort = () => {
        this.#jobs.delete(id);
        this.#say({ kind: 'abort', id });
        reject(signal?.reason);
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      this.#jobs.set(id, {
        resolve: (digests) => (settled(), resolve(digests)),
        reject: (reason) => (settled(), reject(reason)),
        onProgress,
      });
      signal?.addEventListener('abort', abort, { once: true });
      this.#say({ kind: 'digest', id, blob });
    });
  }

  #hear(message: ToPage): void {
    if (message.kind === 'ready' || message.kind === 'refused') {
      return;
    }
    const job = this.#jobs.get(message.id); // none: aborted while the message was on its way
    if (message.kind === 'progress') {
      job?.onProgress?.(message.progress);
      return;
    }
    this.#jobs.delete(message.id);
    if (message.kind === 'done') {
      job?.resolve(message.digests);
      return;
    }
    const failure = revive(message.failure);
    job?.reject(failure);
    if (failure instanceof WasmTrapError) {
      this.#end(failure);
    }
  }

  #say(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #end(reason: EkeyFailure): void {
    this.#ended ??= reason;
    this.#worker?.terminate();
    this.#endedHere.abort(this.#ended);
    for (const job of this.#jobs.values()) {
      job.reject(reason);
    }
    this.#jobs.clear();
  }
}

function startWorker(script: URL | undefined): Worker {
  try {
    return script
      ? new Worker(script, { type: 'module' })
      : new Worker(new URL('./hash-worker.js', import.meta.url), { type: 'module' });
  } catch (error) {
    throw new WorkerError('worker.unavailable', 'the hash worker cannot be started', {}, { cause: error });
  }
}

function ready(worker: Worker, module: WebAssembly.Module): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const refuse = (reason: EkeyFailure) => (worker.terminate(), reject(reason));
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => {
      if (data.kind === 'refused') {
        refuse(revive(data.failure));
      } else {
        resolve();
      }
    };
    worker.onerror = () => refuse(new WorkerError('worker.unavailable', "the hash worker's script cannot be loaded"));
    worker.onmessageerror = () => refuse(new WorkerError('worker.unavailable', 'the hash worker does not take the module'));
    worker.postMessage({ kind: 'start', module } satisfies ToWorker);
  });
}

const kinds = new Map([WasmBlockedError, WasmLoadError, WasmTrapError, FileError].map((kind) => [kind.name, kind]));

function revive({ name, code, message, params }: Failure): EkeyFailure {
  return new (kinds.get(name) ?? WorkerError)(code, message, params);
}
