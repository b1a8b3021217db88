import { decodeBase64, encodeBase64 } from './base64.js';
import { FileError, SavedDigestError } from './failures.js';

/**
 * A digest under way, to be gone on with after a reload. It survives JSON, structured cloning and a new version of the page that keeps
 * the form of the state; some 300 bytes of text. Nothing of the file's content can be read from it but up to 63 bytes.
 */
export interface SavedDigest {
  /** The module's state, base64: checked when it is given back. */
  readonly state: string;
  /** How much of the file went in. */
  readonly bytes: number;
  /** What the file was: another one is refused. For a blob that is no file, no name and 0. */
  readonly size: number;
  readonly name: string;
  readonly lastModified: number;
}

export function toSaved(blob: Blob, state: Uint8Array, bytes: number): SavedDigest {
  return { state: encodeBase64(state), bytes, ...identity(blob) };
}

/**
 * The state in what a caller stored, however it came back.
 * @throws {FileError} `file.changed`: it is of another file
 * @throws {SavedDigestError} `saved.damaged`
 */
export function stateOf(saved: SavedDigest, blob: Blob): Uint8Array<ArrayBuffer> {
  const found = identity(blob);
  const { state, size, name, lastModified } = saved ?? {};
  if (typeof state !== 'string' || !Number.isSafeInteger(size)) {
    throw damaged();
  }
  if (size !== found.size || name !== found.name || lastModified !== found.lastModified) {
    const params = { bytes: size, found: found.size };
    throw new FileError('file.changed', 'the digest was begun with another file', params);
  }
  try {
    return decodeBase64(state);
  } catch (error) {
    throw damaged(error);
  }
}

export function damaged(cause?: unknown): SavedDigestError {
  return new SavedDigestError('saved.damaged', 'the saved digest is none, or was altered', {}, { cause });
}

function identity(blob: Blob): { size: number; name: string; lastModified: number } {
  const { name = '', lastModified = 0 } = blob as Partial<File>;
  return { size: blob.size, name, lastModified };
}
