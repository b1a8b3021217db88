import { FileError } from './failures.js';
import type { MaterialSlot } from './form-types.js';
import type { Entry, Inspected, MaterialLimits } from './material.js';
import type { Rules } from './rules.js';
import type { DigestOptions, Hasher } from './hash.js';
import { blocks, type EkeyError, type Outcome } from './types.js';

/** The longest name in a manifest, in bytes of UTF-8. */
export const nameBytes = 255;

/** A file fit to be sent. */
export interface Material {
  /** Give it to `FormSession.set(slot.pointer, entry)`. */
  readonly entry: Entry;
  /** What does not stop it: of severity warning or info. */
  readonly warnings: readonly EkeyError[];
}

/** The looks at files, each after the one before: a look may hold 8 MiB in the module. */
const queues = new WeakMap<Rules, Promise<unknown>>();

/**
 * What a file is, and whether it may be sent. Pointers are empty: the caller knows which item it is for. Only the parts are read that
 * tell it. Several files wait for each other.
 * @throws {FileError} `file.unreadable`
 * @throws {WasmBlockedError} {WasmLoadError} as `Rules.load`, for the module that looks at files
 * @throws the signal's reason, when aborted
 */
export async function inspectFile(rules: Rules, file: File, limits: MaterialLimits, signal?: AbortSignal): Promise<Inspected> {
  const before = queues.get(rules) ?? Promise.resolve();
  const look = before.then(() => inspectNow(rules, file, limits, signal));
  queues.set(rules, look.catch(() => {}));
  return look;
}

async function inspectNow(rules: Rules, file: File, limits: MaterialLimits, signal?: AbortSignal): Promise<Inspected> {
  signal?.throwIfAborted();
  const inspector = await rules.inspector();
  signal?.throwIfAborted();
  let step = inspector.begin(manifestName(file.name), file.size, limits);
  while (!step.done) {
    const { offset, length } = step.wants;
    let bytes: Uint8Array;
    try {
      bytes = await read(file.slice(offset, offset + length));
      signal?.throwIfAborted();
    } catch (error) {
      inspector.abandon(step.inspection);
      throw error;
    }
    step = inspector.give(step.inspection, bytes);
  }
  return step.done;
}

/**
 * Makes the manifest's line of a file: looks at it, and digests it if it may be sent. Errors point at the slot's item.
 * @throws what `Hasher.digest` throws
 */
export async function prepareMaterial(
  rules: Rules,
  hasher: Hasher,
  slot: MaterialSlot,
  file: File,
  options: Omit<DigestOptions, 'algorithms'> = {},
): Promise<Outcome<Material>> {
  const found = await inspectFile(rules, file, slot, options.signal);
  const errors = found.errors.map((error) => ({ ...error, pointer: slot.pointer }));
  if (blocks(errors)) {
    return { errors };
  }
  const { bytes, sm3, sha256 } = await hasher.digest(file, options);
  const entry = { item: slot.item, name: manifestName(file.name), type: found.type, bytes, sm3, sha256 };
  return { result: { entry, warnings: errors } };
}

/**
 * A file's name as a manifest takes it: well-formed, without control characters, cut before its extension when it is longer
 * than 255 bytes (NTFS allows 255 UTF-16 units, up to 765 bytes), never empty.
 */
export function manifestName(name: string): string {
  const encoder = new TextEncoder();
  const clean = new TextDecoder().decode(encoder.encode(name)).replace(/\p{Cc}/gu, '');
  if (encoder.encode(clean).length <= nameBytes) {
    return clean === '' ? '_' : clean;
  }
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && encoder.encode(clean.slice(dot)).length <= 16 ? clean.slice(dot) : '';
  const ending = `…${extension}`;
  let room = nameBytes - encoder.encode(ending).length;
  let kept = '';
  for (const character of clean) {
    room -= encoder.encode(character).length;
    if (room < 0) {
      break;
    }
    kept += character;
  }
  return kept + ending;
}

async function read(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new FileError('file.unreadable', 'the file vanished, changed or is locked', {}, { cause: error });
  }
}
