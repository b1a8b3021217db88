// What worker-link.ts and hash-worker.ts say to each other. A worker is given one file at a time; the one before may still be
// ending after an abort, so that each has an `id`.
import type { Order, Progress } from './digest-blob.js';
import { EkeyFailure, FileError, SavedDigestError, WasmBlockedError, WasmLoadError, WasmTrapError, WorkerError } from './failures.js';
import type { Digests } from './wasm/hash-module.js';

export type ToWorker =
  /** `module`: compiled, or the address of its script. */
  | { readonly kind: 'start'; readonly module: WebAssembly.Module | string }
  | { readonly kind: 'digest'; readonly id: number; readonly order: Order }
  | { readonly kind: 'abort'; readonly id: number };

export type ToPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'state'; readonly id: number; readonly state: Uint8Array; readonly bytes: number }
  | { readonly kind: 'done'; readonly id: number; readonly digests: Digests }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure };

/** An error's class does not survive structured cloning: it travels as data. */
export interface Failure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const kinds = new Map(
  [WasmBlockedError, WasmLoadError, WasmTrapError, FileError, SavedDigestError].map((kind) => [kind.name, kind]),
);

export function describe(error: unknown): Failure {
  if (error instanceof EkeyFailure) {
    const { name, code, message, params } = error;
    return { name, code, message, params };
  }
  return { name: 'WorkerError', code: 'worker.failed', message: String(error), params: {} };
}

export function revive({ name, code, message, params }: Failure): EkeyFailure {
  return new (kinds.get(name) ?? WorkerError)(code, message, params);
}
