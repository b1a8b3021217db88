// A signer outlives its connection, and takes nothing of the old one along.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { Signer } from '../dist/index.js';
import { code, hello, nonce, put, Scripted } from './signer-support.mjs';

let host;
beforeEach(() => (host = new Scripted()));
afterEach(() => host.restore());

const turn = () => new Promise((resolve) => setImmediate(resolve));
const certificate = { certificate: 'c1', algorithm: 'ES256', use: ['sign'], notBefore: 0, notAfter: 1, issuer: 'x' };
const list = ['certificates', { certificates: [certificate] }];
const again = [['hello', { ...hello, capabilities: ['authenticate'] }]];

test('call_connectionBroke_underWayIsClosedAndNeverRepeated', async () => {
  host.script.push(['authenticate', undefined]);
  const signer = await Signer.connect();
  const token = assert.rejects(signer.authenticate(nonce), code('signer.closed'));
  await turn();
  host.socket.onclose();
  await token;
  await turn();
  assert.equal(host.opened.length, 1, 'a PIN may have been spent');
  assert.equal(signer.open, false);
});

test('call_afterTheEnd_connectsAnewAndSaysWhatTheHostSays', async () => {
  const signer = await Signer.connect();
  signer.close();
  host.script.push(...again, list);
  await signer.certificates();
  assert.equal(host.opened.length, 2);
  assert.ok(signer.open);
  assert.deepEqual(signer.host.capabilities, ['authenticate']);
});

test('call_afterTheEndWithoutAGesture_isClosedUnlessThePageSaidReconnect', async () => {
  const signer = await Signer.connect();
  signer.close();
  host.userActivation = { isActive: false };
  await assert.rejects(signer.certificates(), code('signer.closed'));
  assert.equal(host.opened.length, 1);
  host.userActivation = { isActive: true };
  host.script.push(...again, list);
  await signer.certificates();

  host.script.push(['hello', hello]);
  const other = await Signer.connect({ reconnect: true });
  other.close();
  host.userActivation = { isActive: false };
  host.script.push(...again, list);
  await other.certificates();
});

test('call_twoAtOnceAfterTheEnd_shareOneConnection', async () => {
  const signer = await Signer.connect();
  signer.close();
  host.script.push(...again, list, list);
  await Promise.all([signer.certificates(), signer.certificates()]);
  assert.equal(host.opened.length, 2);
});

test('call_theOneThatConnectsIsAborted_theOtherConnectsForItself', async () => {
  const signer = await Signer.connect();
  signer.close();
  const abort = new AbortController();
  const aborted = assert.rejects(signer.certificates(abort.signal), /enough/);
  const other = signer.tokens();
  host.script.push(['hello', hello], ['tokens', { tokens: [] }]);
  abort.abort(new Error('enough'));
  await aborted;
  assert.deepEqual(await other, []);
});

test('authenticate_handleOfTheOldConnection_isUnknownAndNeverSent', async () => {
  host.script.push(list);
  const signer = await Signer.connect();
  const [old] = await signer.certificates();
  signer.close();
  host.script.push(...again);
  await assert.rejects(signer.authenticate(nonce, { certificate: old.certificate }), code('certificate.unknown'));
  await assert.rejects(signer.changePin({ token: old.certificate }), code('token.unknown'));
  await assert.rejects(signer.signAll([Buffer.from('a')], { certificate: 'c1' }), code('certificate.unknown'));
  assert.deepEqual(host.script, []);
  host.script.push(list, ['authenticate', { token: {} }]);
  const [fresh] = await signer.certificates();
  assert.notEqual(fresh.certificate, old.certificate);
  await signer.authenticate(nonce, { certificate: fresh.certificate });
});

test('close_whileItConnectsAnew_leavesNoConnection', async () => {
  const signer = await Signer.connect();
  signer.close();
  host.script.push(['hello', () => (signer.close(), hello)]);
  await assert.rejects(signer.certificates(), code('signer.closed'));
  assert.deepEqual(host.opened.map(({ closed }) => closed), [true, true]);
});

test('call_hostGoneWhenItConnectsAnew_saysSoAndTheNextCallTriesAgain', async () => {
  const signer = await Signer.connect();
  signer.close();
  [host.answering, host.present] = [[], []];
  await assert.rejects(signer.certificates(), code('signer.stopped'));
  host.answering = [28931];
  host.script.push(...again, list);
  assert.equal((await signer.certificates()).length, 1);
});

test('call_inABrowserThatDoesNotTellOfGestures_connects', async () => {
  const signer = await Signer.connect();
  signer.close();
  put('navigator', {});
  host.script.push(...again, list);
  await signer.certificates();
});
