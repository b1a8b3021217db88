import { UsageError } from '../failures.js';
import type { EkeyError, Json, Outcome } from '../types.js';

/** What the modules that are asked in JSON share (wasm/json_abi.h); addresses are offsets into memory, which may grow during any call. */
export interface JsonExports {
  memory: WebAssembly.Memory;
  ekey_alloc(bytes: number): number;
  ekey_free(address: number): void;
}

/** What a module answers, without its status. */
type Body = { result: unknown } | { errors: readonly EkeyError[] };

/**
 * One request to `entry` of the module.
 * @throws {UsageError} the request itself is wrong
 */
export function callJson(exports: JsonExports, entry: (request: number, length: number) => number, text: string): Outcome<Json> {
  const { memory, ekey_alloc, ekey_free } = exports;
  const request = new TextEncoder().encode(text);
  const address = ekey_alloc(request.length) >>> 0;
  if (address === 0) {
    return { errors: [{ code: 'json.size', pointer: '', severity: 'error', params: { bytes: request.length } }] };
  }
  new Uint8Array(memory.buffer, address, request.length).set(request);
  const answer = entry(address, request.length) >>> 0;
  const [status, data, length] = new Uint32Array(memory.buffer, answer, 3) as unknown as [number, number, number];
  const said = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(memory.buffer, data, length));
  ekey_free(address);
  const body = JSON.parse(said) as Body;
  if (status !== 0) {
    const { errors } = body as { errors: readonly EkeyError[] };
    throw new UsageError(errors.map(({ code, pointer }) => `${code} at '${pointer}'`).join(', '), errors);
  }
  return body as Outcome<Json>;
}
