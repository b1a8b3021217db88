import { FileError } from './failures.js';
import type { Digests, HashModule } from './wasm/hash-module.js';

/** How far a file is: bytes of it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Milliseconds between two reports of progress, at least. */
export const progressInterval = 50;

/** Digests a file as it is read, in constant memory. Reports progress at the start, at intervals, and at the end. */
export async function digestBlob(
  module: HashModule,
  blob: Blob,
  onProgress?: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<Digests> {
  signal?.throwIfAborted();
  const total = blob.size;
  const reader = blob.stream().getReader();
  const cancel = () => void reader.cancel(signal?.reason).catch(() => {}); // the abort is what the caller learns
  signal?.addEventListener('abort', cancel, { once: true });
  const stream = module.begin();
  try {
    onProgress?.({ done: 0, total });
    let reported = performance.now();
    for (;;) {
      const piece = await read(reader, signal);
      signal?.throwIfAborted();
      if (!piece) {
        break;
      }
      stream.update(piece);
      const now = performance.now();
      if (now - reported >= progressInterval && stream.bytes < total) {
        onProgress?.({ done: stream.bytes, total });
        reported = now;
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

// A File is a picture of a file at the time it was chosen: browsers refuse to read one that changed or vanished since.
async function read(reader: ReadableStreamDefaultReader<Uint8Array>, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (error) {
    signal?.throwIfAborted();
    throw new FileError('file.unreadable', 'the file vanished, changed or is locked', {}, { cause: error });
  }
}
