import { SavedDigestError } from '../failures.js';
import { guard, instantiate, type Compiled } from './loader.js';

/** SM3, GB/T 32905-2016; SHA-256, FIPS 180-4. */
export type Algorithm = 'sm3' | 'sha256';

/** The digests of one file, those asked for, 64 lower-case hexadecimal digits each, and the file's length. */
export type Digests<A extends Algorithm = Algorithm> = { readonly [name in A]: string } & { readonly bytes: number };

// wasm/hash_abi.h; addresses are 32-bit offsets into memory.
interface HashExports {
  memory: WebAssembly.Memory;
  ekey_hash_buffer(): number;
  ekey_hash_buffer_size(): number;
  ekey_hash_new(algorithms: number): number;
  ekey_hash_update(hasher: number, length: number): void;
  ekey_hash_final(hasher: number): void;
  ekey_hash_free(hasher: number): void;
  ekey_hash_bytes(hasher: number): number;
  ekey_hash_save(hasher: number): number;
  ekey_hash_restore(hasher: number, length: number): number;
}

const names = [
  'memory',
  'ekey_hash_buffer',
  'ekey_hash_buffer_size',
  'ekey_hash_new',
  'ekey_hash_update',
  'ekey_hash_final',
  'ekey_hash_free',
  'ekey_hash_bytes',
  'ekey_hash_save',
  'ekey_hash_restore',
] as const;

const bits: Record<Algorithm, number> = { sm3: 1, sha256: 2 };
const digestBytes = 32;

// What ekey_hash_restore() answers.
const refusals = [
  undefined,
  ['saved.damaged', 'the saved state is none, or was altered'],
  ['saved.version', 'the saved state is of another version of this package'],
  ['saved.algorithms', 'the saved state is of other algorithms'],
] as const;

/** One instance of the hash module; any number of streams at once. */
export class HashModule {
  readonly #exports: HashExports;
  readonly #buffer: number;
  readonly #size: number;

  constructor(module: Compiled) {
    this.#exports = instantiate<HashExports>(module, names);
    this.#buffer = this.#exports.ekey_hash_buffer();
    this.#size = this.#exports.ekey_hash_buffer_size();
  }

  /** Begins a file: pieces, then `finish`, and in any case `drop` at last. */
  begin(algorithms: readonly Algorithm[]): HashStream {
    return new HashStream(this.#exports, this.#buffer, this.#size, algorithms);
  }
}

/** One file on its way through the module. */
export class HashStream {
  readonly #exports: HashExports;
  readonly #buffer: number;
  readonly #size: number;
  readonly #algorithms: readonly Algorithm[];
  readonly #hasher: number;
  #bytes = 0;

  constructor(exports: HashExports, buffer: number, size: number, algorithms: readonly Algorithm[]) {
    this.#exports = exports;
    this.#buffer = buffer;
    this.#size = size;
    this.#algorithms = algorithms;
    const set = algorithms.reduce((all, algorithm) => all | bits[algorithm], 0);
    this.#hasher = guard(() => exports.ekey_hash_new(set));
  }

  /** How many bytes went in. */
  get bytes(): number {
    return this.#bytes;
  }

  update(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; at += this.#size) {
      const part = piece.subarray(at, at + this.#size);
      this.#view(part.length).set(part);
      guard(() => this.#exports.ekey_hash_update(this.#hasher, part.length));
    }
    this.#bytes += piece.length;
  }

  /** The state, to be restored in another stream; this one goes on. */
  save(): Uint8Array<ArrayBuffer> {
    const length = guard(() => this.#exports.ekey_hash_save(this.#hasher));
    return this.#view(length).slice();
  }

  /**
   * Goes on where `save` was called. Takes any bytes.
   * @throws {SavedDigestError} the stream is as it was
   */
  restore(state: Uint8Array): void {
    const fits = state.length <= this.#size;
    if (fits) {
      this.#view(state.length).set(state);
    }
    const refusal = refusals[fits ? guard(() => this.#exports.ekey_hash_restore(this.#hasher, state.length)) : 1];
    if (refusal) {
      throw new SavedDigestError(refusal[0], refusal[1]);
    }
    this.#bytes = guard(() => this.#exports.ekey_hash_bytes(this.#hasher));
  }

  finish(): Digests {
    guard(() => this.#exports.ekey_hash_final(this.#hasher));
    const both = this.#view(2 * digestBytes);
    const digests = { sm3: hex(both.subarray(0, digestBytes)), sha256: hex(both.subarray(digestBytes)) };
    const asked = this.#algorithms.map((algorithm) => [algorithm, digests[algorithm]]);
    return { ...(Object.fromEntries(asked) as Record<Algorithm, string>), bytes: this.#bytes };
  }

  drop(): void {
    guard(() => this.#exports.ekey_hash_free(this.#hasher));
  }

  // Taken anew for each use: the memory moves when it grows.
  #view(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#exports.memory.buffer as ArrayBuffer, this.#buffer, length);
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
