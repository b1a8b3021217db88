import type { Order, Progress, Reports } from './digest-blob.js';
import { UsageError, type EkeyFailure } from './failures.js';
import { HashHere } from './hash-here.js';
import { HashPool } from './hash-pool.js';
import { stateOf, toSaved, type SavedDigest } from './saved-digest.js';
import type { Algorithm, Digests } from './wasm/hash-module.js';
import { compile, type WasmSource } from './wasm/loader.js';
import { WorkerLink } from './worker-link.js';

/** Where the module and the worker come from. */
export interface HasherOptions {
  /** The hash module; by default `ekey-hash.wasm` beside this script. */
  readonly wasm?: WasmSource;
  /** The worker's script; by default `hash-worker.js` beside this script. `false`: digest on the calling thread. */
  readonly worker?: URL | false;
  /** How many files at once, each in a worker of its own: 1 to 16; by default one for each processor, at most 4. */
  readonly workers?: number;
}

/** Progress of one file, and how it is given up. */
export interface DigestOptions<A extends Algorithm = Algorithm> {
  /** What to compute; by default both. */
  readonly algorithms?: readonly A[];
  /** Called with 0, at most every 50 ms, and with the whole length at the end; not after `signal` aborts. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** What `onState` gave, in this page or an earlier one: the file is read from there. */
  readonly resume?: SavedDigest;
  /** Called with what a later `resume` takes, between two pieces of the file. Keep the last one, and forget it when the digests are there. */
  readonly onState?: (saved: SavedDigest) => void;
  /** Milliseconds between two calls of `onState`, at least; by default 1,000. */
  readonly stateInterval?: number;
}

/** The most workers that one Hasher may have. */
export const mostWorkers = 16;

const usualWorkers = 4; // more wait for the disk, and the page's machine has other things to do
const usualStateInterval = 1000;
const both: readonly Algorithm[] = ['sm3', 'sha256'];

interface Backend {
  digest(order: Order, reports: Reports, signal: AbortSignal | undefined): Promise<Digests>;
  end(reason: EkeyFailure): void;
}

/**
 * Digests files with SM3 and SHA-256 in one pass and constant memory: in workers of its own, or on the calling thread
 * where there are no web workers (Node).
 */
export class Hasher {
  readonly #backend: Backend;

  private constructor(backend: Backend) {
    this.#backend = backend;
  }

  /**
   * @throws {WasmBlockedError} by the page's policy
   * @throws {WasmLoadError} the module is not to be had, or is none
   * @throws {WorkerError} `worker.unavailable`: its script is not to be had, or worker-src forbids it
   * @throws {UsageError} `workers` is out of range
   */
  static async create({ wasm, worker, workers = processors() }: HasherOptions = {}): Promise<Hasher> {
    if (!Number.isInteger(workers) || workers < 1 || workers > mostWorkers) {
      throw new UsageError(`workers is ${workers}: 1 to ${mostWorkers} are possible`);
    }
    const module = await compile(wasm ?? new URL('./ekey-hash.wasm', import.meta.url));
    if (worker === false || typeof Worker === 'undefined') {
      return new Hasher(new HashHere(module));
    }
    return new Hasher(await HashPool.create(() => WorkerLink.start(worker, module), workers));
  }

  /**
   * The digests of a file or any other blob. Any number at once: they wait for a worker.
   * @throws {FileError} it vanished or changed since it was chosen, or is not the file that `resume` was begun with
   * @throws {SavedDigestError} `resume` is no state to go on from: digest the file without it
   * @throws {WorkerError | WasmTrapError} the worker died; other files are not affected
   * @throws the signal's reason, when aborted
   * @throws {UsageError} after `close`, or for algorithms that there are not
   */
  async digest<A extends Algorithm = Algorithm>(blob: Blob, options: DigestOptions<A> = {}): Promise<Digests<A>> {
    const { algorithms = both, resume, onProgress, onState, stateInterval = usualStateInterval, signal } = options;
    if (algorithms.length === 0 || !algorithms.every((algorithm) => both.includes(algorithm))) {
      throw new UsageError(`algorithms are ${both.join(' and ')}, not ${algorithms.join(', ')}`);
    }
    const order: Order = {
      blob,
      algorithms,
      state: resume && stateOf(resume, blob),
      stateInterval: onState && stateInterval,
    };
    const reports: Reports = {
      onProgress,
      onState: onState && ((state, bytes) => onState(toSaved(blob, state, bytes))),
    };
    return (await this.#backend.digest(order, reports, signal)) as Digests<A>;
  }

  /** Ends the workers. Digests under way, waiting and to come are rejected with a UsageError. */
  close(): void {
    this.#backend.end(new UsageError('the hasher is closed'));
  }

  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}

function processors(): number {
  return Math.min(usualWorkers, globalThis.navigator?.hardwareConcurrency || 1);
}
