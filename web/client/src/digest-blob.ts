import { readBlob, type BlobReader } from './blob-reader.js';
import { FileError } from './failures.js';
import { damaged } from './saved-digest.js';
import type { Algorithm, Digests, HashModule, HashStream } from './wasm/hash-module.js';

/** How far a file is: bytes of it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Milliseconds between two reports of progress, at least. */
export const progressInterval = 50;

// Bytes digested between two looks at the clock: some 10 ms. A piece may be larger: old Firefox hands over a blob in memory in one.
const stepBytes = 1024 * 1024;

/** What is to be done with a file. */
export interface Order {
  readonly blob: Blob;
  readonly algorithms: readonly Algorithm[];
  /** The state to go on from. */
  readonly state: Uint8Array | undefined;
  /** Milliseconds between two calls of onState, at least; none: it is not called. */
  readonly stateInterval: number | undefined;
}

export interface Reports {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The state between two pieces, and how many bytes went in. */
  readonly onState?: ((state: Uint8Array, bytes: number) => void) | undefined;
}

/** Digests a file as it is read, in constant memory. Reports progress at the start, at intervals, and at the end. */
export async function digestBlob(
  module: HashModule,
  { blob, algorithms, state, stateInterval = Infinity }: Order,
  { onProgress, onState }: Reports,
  signal?: AbortSignal,
): Promise<Digests> {
  signal?.throwIfAborted();
  const total = blob.size;
  const stream = module.begin(algorithms);
  let reader: BlobReader | undefined;
  const cancel = () => reader?.cancel(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    reader = readBlob(resumed(stream, blob, state));
    onProgress?.({ done: stream.bytes, total });
    let reported = performance.now();
    let saved = reported;
    for (;;) {
      const piece = await read(reader, signal);
      signal?.throwIfAborted();
      if (!piece) {
        break;
      }
      for (let at = 0; at < piece.length; at += stepBytes) {
        stream.update(piece.subarray(at, at + stepBytes));
        const now = performance.now();
        if (now - reported >= progressInterval && stream.bytes < total) {
          onProgress?.({ done: stream.bytes, total });
          reported = now;
        }
        if (now - saved >= stateInterval && stream.bytes < total) {
          onState?.(stream.save(), stream.bytes);
          saved = now;
        }
        signal?.throwIfAborted();
      }
    }
    if (stream.bytes !== total) {
      const params = { bytes: total, found: stream.bytes };
      throw new FileError('file.changed', `${total} bytes were chosen, ${stream.bytes} read`, params);
    }
    const digests = stream.finish();
    onProgress?.({ done: total, total });
    return digests;
  } catch (error) {
    cancel();
    throw error;
  } finally {
    stream.drop();
    signal?.removeEventListener('abort', cancel);
  }
}

// What of the file is still to be read.
function resumed(stream: HashStream, blob: Blob, state: Uint8Array | undefined): Blob {
  if (!state) {
    return blob;
  }
  stream.restore(state);
  if (stream.bytes > blob.size) {
    throw damaged();
  }
  return blob.slice(stream.bytes);
}

// A File is a picture of a file at the time it was chosen: browsers refuse to read one that changed or vanished since.
async function read(reader: BlobReader, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return await reader.read();
  } catch (error) {
    signal?.throwIfAborted();
    throw new FileError('file.unreadable', 'the file vanished, changed or is locked', {}, { cause: error });
  }
}
