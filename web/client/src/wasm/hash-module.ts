import { instantiate, guard } from './loader.js';

/** The digests of one file, 64 lower-case hexadecimal digits each. */
export interface Digests {
  /** SM3, GB/T 32905-2016 */
  readonly sm3: string;
  /** SHA-256, FIPS 180-4 */
  readonly sha256: string;
  /** The file's length. */
  readonly bytes: number;
}

// wasm/hash_abi.h; addresses are 32-bit offsets into memory.
interface HashExports {
  memory: WebAssembly.Memory;
  ekey_hash_buffer(): number;
  ekey_hash_buffer_size(): number;
  ekey_hash_new(): number;
  ekey_hash_update(hasher: number, length: number): void;
  ekey_hash_final(hasher: number): void;
  ekey_hash_free(hasher: number): void;
}

const names = [
  'memory',
  'ekey_hash_buffer',
  'ekey_hash_buffer_size',
  'ekey_hash_new',
  'ekey_hash_update',
  'ekey_hash_final',
  'ekey_hash_free',
] as const;

const digestBytes = 32;

/** One instance of the hash module; any number of streams at once. */
export class HashModule {
  readonly #exports: HashExports;
  readonly #buffer: number;
  readonly #size: number;

  constructor(module: WebAssembly.Module) {
    this.#exports = instantiate<HashExports>(module, names);
    this.#buffer = this.#exports.ekey_hash_buffer();
    this.#size = this.#exports.ekey_hash_buffer_size();
  }

  /** Begins a file: pieces, then `finish`, and in any case `drop` at last. */
  begin(): HashStream {
    return new HashStream(this.#exports, this.#buffer, this.#size);
  }
}

/** One file on its way through the module. */
export class HashStream {
  readonly #exports: HashExports;
  readonly #buffer: number;
  readonly #size: number;
  readonly #hasher: number;
  #bytes = 0;

  constructor(exports: HashExports, buffer: number, size: number) {
    this.#exports = exports;
    this.#buffer = buffer;
    this.#size = size;
    this.#hasher = guard(() => exports.ekey_hash_new());
  }

  /** How many bytes went in. */
  get bytes(): number {
    return this.#bytes;
  }

  update(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; at += this.#size) {
      const part = piece.subarray(at, at + this.#size);
      new Uint8Array(this.#exports.memory.buffer, this.#buffer, part.length).set(part);
      guard(() => this.#exports.ekey_hash_update(this.#hasher, part.length));
    }
    this.#bytes += piece.length;
  }

  finish(): Digests {
    guard(() => this.#exports.ekey_hash_final(this.#hasher));
    const both = new Uint8Array(this.#exports.memory.buffer, this.#buffer, 2 * digestBytes);
    return { sm3: hex(both.subarray(0, digestBytes)), sha256: hex(both.subarray(digestBytes)), bytes: this.#bytes };
  }

  drop(): void {
    guard(() => this.#exports.ekey_hash_free(this.#hasher));
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
