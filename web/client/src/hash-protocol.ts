// What hash.ts and hash-worker.ts say to each other. One worker serves any number of files at once, told apart by `id`.
import type { Progress } from './digest-blob.js';
import type { Digests } from './wasm/hash-module.js';

export type ToWorker =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | { readonly kind: 'digest'; readonly id: number; readonly blob: Blob }
  | { readonly kind: 'abort'; readonly id: number };

/** An error's class does not survive structured cloning: it travels as data. */
export interface Failure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type ToPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'done'; readonly id: number; readonly digests: Digests }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure };
