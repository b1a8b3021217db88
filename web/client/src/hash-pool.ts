import type { Order, Reports } from './digest-blob.js';
import type { EkeyFailure } from './failures.js';
import type { Digests } from './wasm/hash-module.js';
import { WorkerLink, type Job } from './worker-link.js';

/**
 * Plain workers, each with the module's own instance and one file at a time: two files in one worker would each take twice as long, and
 * neither be there sooner. Files wait in the order in which they came. Workers are started as files need them, and kept. One that dies
 * costs the file that it had, and the next file that needs it starts another: no more workers die than there are files.
 */
export class HashPool {
  readonly #start: () => Promise<WorkerLink>;
  readonly #links = new Set<WorkerLink>();
  readonly #queue: Job[] = [];
  #limit: number;
  #starting = 0;
  #ended: EkeyFailure | undefined;

  private constructor(start: () => Promise<WorkerLink>, limit: number) {
    this.#start = start;
    this.#limit = limit;
  }

  /** Starts the first worker, so that a page learns at once that it may have none. */
  static async create(start: () => Promise<WorkerLink>, limit: number): Promise<HashPool> {
    const first = await start();
    const pool = new HashPool(start, limit);
    pool.#add(first);
    return pool;
  }

  digest(order: Order, reports: Reports, signal: AbortSignal | undefined): Promise<Digests> {
    return new Promise((resolve, reject) => {
      if (this.#ended || signal?.aborted) {
        reject(this.#ended ?? signal?.reason);
        return;
      }
      const abort = () => {
        this.#forget(job);
        reject(signal?.reason);
        this.#next();
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      const job: Job = {
        order,
        reports,
        resolve: (digests) => (settled(), resolve(digests)),
        reject: (reason) => (settled(), reject(reason)),
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.push(job);
      this.#next();
    });
  }

  /** Ends the workers. Every file that waits or is under way is rejected. */
  end(reason: EkeyFailure): void {
    this.#ended ??= reason;
    for (const link of this.#links) {
      link.terminate();
      link.job?.reject(reason);
    }
    this.#links.clear();
    this.#rejectWaiting(reason);
  }

  #next(): void {
    for (const link of this.#links) {
      while (!link.job && this.#queue.length > 0) {
        const job = this.#queue.shift()!;
        try {
          link.run(job);
        } catch (error) {
          job.reject(error);
        }
      }
    }
    if (this.#queue.length > this.#starting && this.#links.size + this.#starting < this.#limit) {
      void this.#startOne();
    }
  }

  async #startOne(): Promise<void> {
    this.#starting += 1;
    try {
      this.#add(await this.#start());
    } catch (error) {
      this.#notStarted(error as EkeyFailure);
    } finally {
      this.#starting -= 1;
    }
    this.#next();
  }

  #add(link: WorkerLink): void {
    if (this.#ended) {
      link.terminate();
      return;
    }
    this.#links.add(link);
    link.onFree = (failure) => {
      if (failure) {
        this.#links.delete(link);
        link.job?.reject(failure);
      }
      this.#next();
    };
  }

  // The others do its work; where there are none, nobody does.
  #notStarted(failure: EkeyFailure): void {
    if (this.#links.size > 0) {
      this.#limit = this.#links.size;
    } else {
      this.#rejectWaiting(failure);
    }
  }

  #rejectWaiting(reason: EkeyFailure): void {
    for (const job of this.#queue.splice(0)) {
      job.reject(reason);
    }
  }

  #forget(job: Job): void {
    const waiting = this.#queue.indexOf(job);
    if (waiting >= 0) {
      this.#queue.splice(waiting, 1);
      return;
    }
    for (const link of this.#links) {
      if (link.job === job) {
        link.abort();
      }
    }
  }
}
