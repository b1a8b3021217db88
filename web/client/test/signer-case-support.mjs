// What the cases of signer-cases.mjs and signing-cases.mjs share.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';

import { SignerError } from '../dist/index.js';

/** A SignerError of that code, with these params among its own. */
export const code = (wanted, params = {}) => (error) => {
  assert.ok(error instanceof SignerError, String(error));
  assert.equal(error.code, wanted);
  for (const [name, value] of Object.entries(params)) assert.deepEqual(error.params[name], value);
  return true;
};
export const nonce = () => randomBytes(32).toString('base64');
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** A canonical submission as small as there is one. */
export function submission(audience, filing) {
  const form = { id: 'renewal', sm3: 'a'.repeat(64), version: 1 };
  return new TextEncoder().encode(JSON.stringify({ answers: {}, audience, filing, form, materials: [], nonce: 'n'.repeat(44) }));
}
