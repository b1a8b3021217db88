import { UsageError } from '../failures.js';
import type { EkeyError } from '../types.js';

/** An identifier as it was understood. */
export interface Checked {
  /** What should be stored when no error blocks: half-width, trimmed, upper case where the standard is. */
  readonly normalized: string;
  readonly errors: readonly EkeyError[];
  /** What was probably meant; passes the whole check. */
  readonly suggestion?: string;
  /** How it may be shown to others than its owner; empty where an error blocks. */
  readonly masked: string;
  /** What it says, such as `{birthDate: '1949-12-31'}`; empty where an error blocks. `docs/forms.md` lists them. */
  readonly parts: Readonly<Record<string, string>>;
}

/** What a check may compare with besides the text. What is left out is not compared with. */
export interface CheckFacts {
  /** The day of the check, YYYY-MM-DD: for ages, and for birth dates that are still to come. */
  readonly on?: string;
  /** The enterprise's unified social credit code: a trade code should hold the same organisation code. */
  readonly uscc?: string;
}

// wasm/forms_abi.h, ekey_check and its neighbours.
export interface ChecksExports {
  memory: WebAssembly.Memory;
  ekey_check_buffer(bytes: number): number;
  ekey_check_find(length: number): number;
  ekey_check(check: number, text: number, on: number, uscc: number): number;
}

export const checksNames = ['ekey_check_buffer', 'ekey_check_find', 'ekey_check'] as const;

// ekey_checked, in words of 32 bits.
const statusAt = 0;
const dataAt = 1;
const lengthAt = 2;
const errorsAt = 3;
const normalizedAt = 4;
const maskedAt = 5;
const suggestionAt = 6;
const partsAt = 7;
const partAt = 8;

const usualBytes = 4096; // of text; ekey_check_buffer gives as much from the start
const bytesPerUnit = 3; // what a UTF-16 code unit takes at most in UTF-8
const bytesMost = 4 << 20; // wasm/forms.h, requestBytes
const surrogate = /\p{Surrogate}/u; // a lone one: pairs are one character under this flag
const noUtf8 = Uint8Array.of(0xff);
const none = new Uint8Array();
const noErrors: readonly EkeyError[] = Object.freeze([]);

/** The direct way to the named checks, without JSON on the way there and only for errors on the way back. */
export class Checks {
  readonly #exports: ChecksExports;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #numbers = new Map<string, number>();
  #memory: ArrayBufferLike | undefined;
  #bytes = none;
  #words = new Uint32Array();
  #buffer = none; // the module's own buffer, where requests are written

  constructor(exports: ChecksExports) {
    this.#exports = exports;
  }

  /** @throws {UsageError} a name that is none, a text that is none, facts.on that is no day */
  check(name: string, text: string, facts: CheckFacts | undefined): Checked {
    const number = this.#numbers.get(name) ?? this.#find(name);
    if (typeof text !== 'string') {
      throw misuse('member.type', '/text');
    }
    let size: number;
    let day = 0;
    let code = 0;
    this.#refresh();
    if (facts === undefined && text.length * bytesPerUnit <= usualBytes) {
      size = this.#encoder.encodeInto(text, this.#buffer).written;
      // ASCII is as long in bytes; only what is not can hold half a surrogate pair, which the encoder would replace in silence.
      if (size !== text.length && surrogate.test(text)) {
        this.#buffer[0] = 0xff;
        size = 1;
      }
    } else {
      const pieces = [this.#encoded(text), this.#encoded(facts?.on), this.#encoded(facts?.uscc)] as const;
      [size, day, code] = [pieces[0].length, pieces[1].length, pieces[2].length];
      if (size + day + code > bytesMost) {
        const params = { bytes: size + day + code, limit: bytesMost };
        return { normalized: '', errors: [{ code: 'json.size', pointer: '', severity: 'error', params }], masked: '', parts: {} };
      }
      this.#write(pieces);
    }
    const answer = this.#exports.ekey_check(number, size, day, code) >>> 0;
    this.#refresh();
    return this.#read(answer >>> 2);
  }

  #find(name: string): number {
    this.#refresh();
    const bytes = this.#encoder.encode(String(name)).subarray(0, usualBytes);
    this.#buffer.set(bytes);
    const number = this.#exports.ekey_check_find(bytes.length);
    if (number === 0) {
      throw misuse('check.unknown', '/name', { name });
    }
    this.#numbers.set(name, number);
    return number;
  }

  /** Views of the module's memory, taken anew when it has grown. */
  #refresh(): void {
    const { buffer } = this.#exports.memory;
    if (buffer !== this.#memory) {
      this.#memory = buffer;
      this.#bytes = new Uint8Array(buffer);
      this.#words = new Uint32Array(buffer);
      this.#place(usualBytes);
    }
  }

  #place(bytes: number): void {
    const address = this.#exports.ekey_check_buffer(bytes) >>> 0;
    this.#buffer = new Uint8Array(this.#exports.memory.buffer, address, bytes);
  }

  #encoded(text: string | null | undefined): Uint8Array<ArrayBuffer> {
    if (text === undefined || text === null) {
      return none;
    }
    if (typeof text !== 'string') {
      throw misuse('member.type', '', { expected: 'string' });
    }
    return surrogate.test(text) ? noUtf8 : this.#encoder.encode(text);
  }

  #write(pieces: readonly Uint8Array<ArrayBuffer>[]): void {
    let at = 0;
    this.#place(Math.max(usualBytes, pieces.reduce((sum, { length }) => sum + length, 0)));
    for (const piece of pieces) {
      this.#buffer.set(piece, at);
      at += piece.length;
    }
  }

  #read(answer: number): Checked {
    const words = this.#words;
    const word = (at: number) => words[answer + at] as number;
    const data = word(dataAt);
    const text = this.#decoder.decode(this.#bytes.subarray(data, data + word(lengthAt)));
    let end = 0;
    const next = (length: number) => text.slice(end, (end += length));

    const json = next(word(errorsAt));
    const errors = json === '' ? noErrors : (JSON.parse(json) as EkeyError[]);
    if (word(statusAt) !== 0) {
      throw new UsageError(errors.map(({ code, pointer }) => `${code} at '${pointer}'`).join(', '), errors);
    }
    const normalized = next(word(normalizedAt));
    const masked = next(word(maskedAt));
    const suggestion = next(word(suggestionAt));
    const parts: Record<string, string> = {};
    const partsEnd = partAt + 2 * word(partsAt);
    for (let at = partAt; at < partsEnd; at += 2) {
      const name = next(word(at));
      parts[name] = next(word(at + 1));
    }
    return suggestion === '' ? { normalized, errors, masked, parts } : { normalized, errors, suggestion, masked, parts };
  }
}

function misuse(code: string, pointer: string, params: Readonly<Record<string, unknown>> = {}): UsageError {
  return new UsageError(`${code} at '${pointer}'`, [{ code, pointer, severity: 'error', params }]);
}
