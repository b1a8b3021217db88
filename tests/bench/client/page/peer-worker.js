// What a page would do with each peer, in a worker of its own. Files are read as the package reads them, so that the digesting is compared;
// "usual reader" is how most pages read.
import { sha256 } from '@noble/hashes/sha2.js';
import { createSHA256, createSM3 } from 'hash-wasm';
import { sm3 } from 'sm-crypto-v2';

import { readBlob } from '../../../../web/client/src/blob-reader.ts';

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const usual = (blob) => {
  const reader = blob.stream().getReader();
  return { read: async () => (await reader.read()).value };
};

async function inPieces(reader, ...hashers) {
  for (let piece; (piece = await reader.read()); ) {
    for (const hasher of hashers) hasher.update(piece);
  }
}

const kept = new Map(); // an instance for each algorithm, made once as hash-wasm advises
const once = (create) => kept.get(create) ?? kept.set(create, create()).get(create);

const hashWasm = (open, ...creators) => async (blob) => {
  const hashers = await Promise.all(creators.map(once));
  for (const hasher of hashers) hasher.init();
  await inPieces(open(blob), ...hashers);
  return hashers.map((hasher) => hasher.digest()).join(' ');
};

const ways = {
  'sm3 hash-wasm': hashWasm(readBlob, createSM3),
  'sha256 hash-wasm': hashWasm(readBlob, createSHA256),
  'both hash-wasm': hashWasm(readBlob, createSM3, createSHA256),
  'sm3 hash-wasm, usual reader': hashWasm(usual, createSM3),
  'both hash-wasm, usual reader': hashWasm(usual, createSM3, createSHA256),
  'sm3 sm-crypto-v2': async (blob) => sm3(new Uint8Array(await blob.arrayBuffer())),
  'sha256 @noble/hashes': async (blob) => {
    const hasher = sha256.create();
    await inPieces(readBlob(blob), hasher);
    return hex(hasher.digest());
  },
  'sha256 WebCrypto': async (blob) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))),
};

onmessage = async ({ data: { way, blob } }) => postMessage(await ways[way](blob));
