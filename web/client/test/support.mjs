// What the tests share. They run on dist/, with the modules that cmake --preset wasm built.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const dist = (name) => new URL(`../dist/${name}`, import.meta.url);
export const checkout = (path) => new URL(`../../../${path}`, import.meta.url);
export const read = (url) => readFileSync(url, 'utf8');

/** What Hasher must say of these bytes, by node's own OpenSSL. */
export function digestsOf(bytes) {
  const hex = (algorithm) => createHash(algorithm).update(bytes).digest('hex');
  return { sm3: hex('sm3'), sha256: hex('sha256'), bytes: bytes.length };
}

/** Bytes that repeat only after 4 GiB: a linear congruential generator. */
export function noise(length, seed = 1) {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; ++i) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
