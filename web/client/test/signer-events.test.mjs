// What the host says unasked, and how an operation is given up.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

import { Signer } from '../dist/index.js';
import { code, hello, nonce, Scripted } from './signer-support.mjs';

let host;
beforeEach(() => (host = new Scripted()));
afterEach(() => {
  host.restore();
  mock.timers.reset();
});

const turn = () => new Promise((resolve) => setImmediate(resolve)); // everything that is ready has run
const agrees = ['subscribe', (params) => params];

test('on_firstAndLastListener_subscribeAndEndIt', async () => {
  host.script.push(agrees, agrees, agrees);
  const signer = await Signer.connect();
  const first = await signer.on('token.added', () => {});
  const second = await signer.on('token.removed', () => {});
  const third = await signer.on('operation.progress', () => {});
  first();
  second();
  await turn();
  assert.deepEqual(host.sent('subscribe'), [
    { tokens: true, operations: false },
    { tokens: true, operations: true },
    { tokens: false, operations: true },
  ]);
  host.script.push(agrees);
  third();
  await turn();
  assert.deepEqual(host.sent('subscribe').at(-1), { tokens: false, operations: false });
});

test('connect_nobodyListens_subscribesToNothing', async () => {
  await Signer.connect();
  await turn();
  assert.equal(host.sent('subscribe').length, 0);
});

test('on_notice_reachesItsListenersWithItsParams', async () => {
  host.script.push(agrees, agrees);
  const signer = await Signer.connect();
  const heard = [];
  await signer.on('operation.progress', (params) => heard.push(params));
  const end = await signer.on('token.added', (params) => heard.push(params));
  host.notify('operation.progress', { state: 'key', done: 1, of: 3 });
  host.notify('token.added');
  host.notify('of.a.later.host');
  host.notify('toString');
  await turn();
  assert.deepEqual(heard, [{ state: 'key', done: 1, of: 3 }, {}]);
  host.script.push(agrees);
  end();
  host.notify('token.added');
  await turn();
  assert.equal(heard.length, 2);
});

test('on_hostThatKnowsNoNotices_isOldAndForgotten', async () => {
  host.script.push(['subscribe', { code: 'message.method' }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.on('token.added', () => assert.fail('forgotten')), code('signer.old'));
  host.notify('token.added');
  await turn();
  assert.ok(signer.open);
});

test('on_connectionEnded_isSubscribedOnTheNext', async () => {
  host.script.push(agrees);
  const signer = await Signer.connect();
  const heard = [];
  await signer.on('token.added', () => heard.push('added'));
  signer.close();
  await signer.on('operation.cancelled', ({ code: why }) => heard.push(why));
  host.script.push(['hello', hello], agrees, ['certificates', { certificates: [] }]);
  await signer.certificates();
  assert.deepEqual(host.sent('subscribe').at(-1), { tokens: true, operations: true });
  host.notify('token.added');
  host.notify('operation.cancelled', { code: 'user.timeout' });
  await turn();
  assert.deepEqual(heard, ['added', 'user.timeout']);
});

test('cancel_runningOperation_isTheHostsMatter', async () => {
  host.script.push(['authenticate', undefined], ['cancel', (_, socket) => {
    socket.answersLate('authenticate', { code: 'user.cancelled' });
    return { cancelled: true };
  }]);
  const signer = await Signer.connect();
  const token = assert.rejects(signer.authenticate(nonce), code('user.cancelled'));
  await turn();
  assert.equal(await signer.cancel(), true);
  await token;
});

test('cancel_closedSigner_hasNothingToCancelAndConnectsNowhere', async () => {
  const signer = await Signer.connect();
  signer.close();
  assert.equal(await signer.cancel(), false);
  assert.equal(host.opened.length, 1);
});

for (const [title, ends] of [['cancelled', { code: 'user.cancelled' }], ['whatItHadComeTo', { token: {} }]]) {
  test(`authenticate_abortedAndAnswered_${title}_rejectsWithTheReasonAndStaysOpen`, async () => {
    host.script.push(['authenticate', undefined], ['cancel', { cancelled: true }], ['certificates', { certificates: [] }]);
    const signer = await Signer.connect();
    const abort = new AbortController();
    let settled = false;
    const token = signer.authenticate(nonce, { signal: abort.signal }).finally(() => (settled = true));
    const rejected = assert.rejects(token, /enough/);
    await turn();
    abort.abort(new Error('enough'));
    await turn();
    assert.deepEqual(host.sent('cancel'), [{}]);
    assert.equal(settled, false, 'the window may still be open');
    host.socket.answersLate('authenticate', ends);
    await rejected;
    assert.ok(signer.open);
    await signer.certificates();
  });
}

for (const [title, ends, outcome] of [
  ['cancelled', { code: 'user.cancelled' }, (changed) => assert.rejects(changed, /enough/)],
  ['asDone', { token: 't1' }, async (changed) => assert.ok(await changed)],
  ['asWrong', { code: 'pin.incorrect' }, (changed) => assert.rejects(changed, code('pin.incorrect'))],
]) {
  test(`changePin_abortedAndAnsweredLate_${title}_tellsWhatBecameOfIt`, async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    host.script.push(['changePin', undefined], ['cancel', { cancelled: true }]);
    const signer = await Signer.connect();
    const abort = new AbortController();
    const ended = outcome(signer.changePin({ signal: abort.signal }));
    await turn();
    abort.abort(new Error('enough'));
    await turn();
    mock.timers.tick(180_000); // as long as a key may take
    await turn();
    assert.equal(host.socket.closed, false);
    host.socket.answersLate('changePin', ends);
    await ended;
    assert.ok(signer.open);
  });
}

for (const [title, answer] of [['notAtAll', undefined], ['thatItDoesNotKnowCancel', { code: 'message.method' }]]) {
  test(`authenticate_abortedAndHostAnswers_${title}_closesTheConnectionAfterTwoSeconds`, async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    host.script.push(['authenticate', undefined], ['cancel', answer]);
    const signer = await Signer.connect();
    const abort = new AbortController();
    const token = assert.rejects(signer.authenticate(nonce, { signal: abort.signal }), /enough/);
    await turn();
    abort.abort(new Error('enough'));
    await turn();
    mock.timers.tick(1999);
    await turn();
    assert.equal(host.socket.closed, false);
    mock.timers.tick(1);
    await token;
    assert.ok(host.socket.closed);
    assert.equal(signer.open, false);
  });
}

test('certificates_aborted_rejectsAtOnceAndCancelsNoOperation', async () => {
  host.script.push(['authenticate', undefined], ['certificates', undefined], ['tokens', { tokens: [] }]);
  const signer = await Signer.connect();
  const token = signer.authenticate(nonce);
  const abort = new AbortController();
  const list = assert.rejects(signer.certificates(abort.signal), /enough/);
  await turn();
  abort.abort(new Error('enough'));
  await list;
  host.socket.answersLate('certificates', { certificates: [] }); // comes late, and is nobody's
  assert.deepEqual(await signer.tokens(), []);
  host.socket.answersLate('authenticate', { token: { format: 'x' } });
  assert.deepEqual(await token, { format: 'x' });
});
