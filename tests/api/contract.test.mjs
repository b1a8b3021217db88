// What holds answers against the contract sees what is not as it says.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { differences, operationOf } from '../support/contract.mjs';

const filings = { path: '/filings', method: 'get' };
const answer = (body, more = {}) => ({ status: 200, type: 'application/json', headers: new Map(), body: JSON.stringify(body), ...more });

test('an answer that is not as the contract says is told from one that is', () => {
  assert.deepEqual(differences(filings, answer({ filings: [] })), []);
  assert.match(differences(filings, answer({ filings: [{ filing: 7, more: 1 }] })).join('\n'), /\/filings\/0 must have required property[^]*\/filings\/0 must NOT have additional properties[^]*\/filings\/0\/filing must be string/);
  assert.match(differences(filings, answer({})).join(), /required property/);
  assert.match(differences(filings, answer({ filings: [] }, { type: 'text/html' })).join(), /text\/html instead of/);
  assert.match(differences(filings, answer({ filings: [] }, { status: 299 })).join(), /299 is not declared/);
});

test('the operation of a request is found by its address', () => {
  assert.deepEqual(operationOf('GET', '/filings'), filings);
  assert.deepEqual(operationOf('PUT', '/filings/0123abcd/draft'), { path: '/filings/{filing}/draft', method: 'put' });
  assert.equal(operationOf('PUT', '/filings'), undefined);
  assert.equal(operationOf('GET', '/filings/a/b/c'), undefined);
});
