import { FileError } from './failures.js';
import type { Entry, Rules, Inspected, MaterialLimits, MaterialSlot, Sample } from './rules.js';
import type { DigestOptions, Hasher } from './hash.js';
import { blocks, type EkeyError, type Outcome } from './types.js';

/** How much of each end of a file is looked at, in bytes (`window` of core/material/material.h). */
export const sampleBytes = 64 * 1024;

/** The longest name in a manifest, in bytes of UTF-8. */
export const nameBytes = 255;

/** A file fit to be sent. */
export interface Material {
  /** Give it to `FormSession.set(slot.pointer, entry)`. */
  readonly entry: Entry;
  /** What does not stop it: of severity warning or info. */
  readonly warnings: readonly EkeyError[];
}

/**
 * Reads a file's ends.
 * @throws {FileError} `file.unreadable`
 */
export async function sample(file: File): Promise<Sample> {
  const [head, tail] = await Promise.all([
    read(file.slice(0, sampleBytes)),
    read(file.slice(Math.max(0, file.size - sampleBytes))),
  ]);
  return { name: manifestName(file.name), bytes: file.size, head, tail };
}

/**
 * What a file is, and whether it may be sent.
 * @throws {FileError} `file.unreadable`
 */
export async function inspectFile(rules: Rules, file: File, limits: MaterialLimits): Promise<Inspected> {
  return rules.inspect(await sample(file), limits);
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
  options.signal?.throwIfAborted();
  const found = await inspectFile(rules, file, slot);
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
