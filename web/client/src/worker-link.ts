// The page's end of one hash worker.
import type { Order, Reports } from './digest-blob.js';
import { WasmTrapError, WorkerError, type EkeyFailure } from './failures.js';
import { revive, type ToPage, type ToWorker } from './hash-protocol.js';
import type { Digests } from './wasm/hash-module.js';
import { ScriptModule, type Compiled } from './wasm/loader.js';

/** A file and who waits for its digests. */
export interface Job {
  readonly order: Order;
  readonly reports: Reports;
  readonly resolve: (digests: Digests) => void;
  readonly reject: (reason: unknown) => void;
}

export class WorkerLink {
  /** It is free again: its job is settled. `failure`: it is dead, terminated, and its job not settled. */
  onFree: (failure?: EkeyFailure) => void = () => {};
  readonly #worker: Worker;
  #job: Job | undefined;
  #id = 0;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<ToPage>) => this.#hear(event.data);
    const failed = () => this.#die(new WorkerError('worker.failed', 'the hash worker failed'));
    worker.onerror = failed;
    worker.onmessageerror = failed;
  }

  /** @throws {WorkerError | WasmLoadError | WasmBlockedError} */
  static async start(script: URL | undefined, module: Compiled): Promise<WorkerLink> {
    const worker = startWorker(script);
    await ready(worker, module);
    return new WorkerLink(worker);
  }

  get job(): Job | undefined {
    return this.#job;
  }

  /** Throws, and stays free, where the job's blob cannot be sent to a worker. */
  run(job: Job): void {
    this.#say({ kind: 'digest', id: ++this.#id, order: job.order });
    this.#job = job;
  }

  /** Forgets its job. The worker ends it by itself, between two pieces. */
  abort(): void {
    this.#job = undefined;
    this.#say({ kind: 'abort', id: this.#id });
  }

  terminate(): void {
    this.#worker.terminate();
  }

  #hear(message: ToPage): void {
    if (message.kind === 'ready' || message.kind === 'refused') {
      return;
    }
    const failure = message.kind === 'failed' ? revive(message.failure) : undefined;
    if (failure instanceof WasmTrapError) {
      this.#die(failure);
      return;
    }
    const job = this.#job;
    if (!job || message.id !== this.#id) {
      return; // aborted while the message was on its way
    }
    switch (message.kind) {
      case 'progress':
        job.reports.onProgress?.(message.progress);
        return;
      case 'state':
        job.reports.onState?.(message.state, message.bytes);
        return;
      case 'done':
        this.#job = undefined;
        job.resolve(message.digests);
        break;
      case 'failed':
        this.#job = undefined;
        job.reject(failure);
        break;
    }
    this.onFree();
  }

  #die(failure: EkeyFailure): void {
    this.terminate();
    this.onFree(failure);
  }

  #say(message: ToWorker): void {
    this.#worker.postMessage(message);
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

function ready(worker: Worker, module: Compiled): Promise<void> {
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
    worker.postMessage({ kind: 'start', module: module instanceof ScriptModule ? module.url : module } satisfies ToWorker);
  });
}
