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

const ended = (status) => {
  throw new Error(`the module ended with ${status}`);
};
const notified = () => {};

/** How a module gets to run: compiled, or as the script that wasm2js made of it. By name: its file to a function that makes an instance's exports. */
export const ways = {
  WebAssembly: async (name) => {
    const module = new WebAssembly.Module(readFileSync(dist(name)));
    return () => new WebAssembly.Instance(module, { env: { emscripten_notify_memory_growth: notified }, wasi_snapshot_preview1: { proc_exit: ended } }).exports;
  },
  script: async (name) => {
    const { default: make } = await import(dist(`${name}.js`));
    return () => make({ emscripten_notify_memory_growth: notified, proc_exit: ended, abort: () => ended('abort') });
  },
};

/** A module by its C ABI alone (wasm/json_abi.h), without the package's wrapper. */
class RawModule {
  constructor(exports, entry) {
    this.exports = exports;
    this.entry = exports[entry];
    exports._initialize();
  }

  /** {status, text} of the answer to a request's text or bytes. */
  call(request) {
    const { memory, ekey_alloc, ekey_free } = this.exports;
    const bytes = typeof request === 'string' ? new TextEncoder().encode(request) : request;
    const address = ekey_alloc(bytes.length);
    new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    const answer = this.entry(address, bytes.length); // before a view is taken: memory may grow
    const [status, data, length] = new Uint32Array(memory.buffer, answer, 3);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(memory.buffer, data, length));
    ekey_free(address);
    return { status, text };
  }
}

/** What makes instances of wasm/forms_abi.h and wasm/materials_abi.h in one of the `ways`. */
export async function rawModules(way) {
  const [forms, materials] = [await way('ekey-forms.wasm'), await way('ekey-materials.wasm')];
  return { forms: () => new RawModule(forms(), 'ekey_forms_call'), materials: () => new RawModule(materials(), 'ekey_materials_call') };
}
