// How long a search for the host takes: nobody but a person is waited for.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

import { Signer } from '../dist/index.js';
import { ports } from './protocol.mjs';
import { code, put, Scripted } from './signer-support.mjs';

const patience = 3000;
const loopback = 'loopback-network';

let host;
beforeEach(() => {
  host = new Scripted();
  mock.timers.enable({ apis: ['setTimeout'] });
});
afterEach(() => {
  mock.timers.reset();
  host.restore();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));
/** What connecting comes to: undefined while it is under way. */
function watched(options) {
  const outcome = { value: undefined };
  Signer.connect(options).then(
    (signer) => (outcome.value = signer),
    (error) => (outcome.value = error),
  );
  return outcome;
}
async function pass(milliseconds) {
  await turn();
  mock.timers.tick(milliseconds);
  await turn();
}

test('connect_silentProgramOnALowerPort_isWaitedForThatLongAndNoLonger', async () => {
  host.silent = [ports[0]];
  const outcome = watched();
  await pass(patience - 1);
  assert.equal(outcome.value, undefined);
  await pass(1);
  assert.ok(outcome.value.open, String(outcome.value));
});

test('connect_programThatSaysItIsTheHostAndTakesNoConnection_isPassedOverInTime', async () => {
  [host.answering, host.hanging] = [[ports[0], ports[2]], [ports[0]]];
  const outcome = watched();
  await pass(patience - 1);
  assert.equal(outcome.value, undefined);
  assert.equal(host.opened.length, 1);
  await pass(1);
  await turn();
  assert.ok(outcome.value.open, String(outcome.value));
  assert.ok(host.opened[0].closed);
  assert.equal(new URL(host.socket.url).port, `${ports[2]}`);
});

test('connect_noProgramThatSaysItIsTheHostTakesTheConnection_isVersion', async () => {
  [host.answering, host.hanging] = [[ports[0], ports[2]], [ports[0], ports[2]]];
  const outcome = watched();
  for (let program = 0; program < 2; ++program) await pass(patience);
  await turn();
  assert.ok(code('signer.version')(outcome.value), String(outcome.value));
  assert.equal(host.opened.length, 2);
});

test('connect_abortedWhileAProgramTakesNoConnection_rejectsWithTheReasonAndTriesNoOther', async () => {
  [host.answering, host.hanging] = [[ports[0], ports[2]], [ports[0]]];
  const [abort, reason] = [new AbortController(), new Error('enough')];
  const outcome = watched({ signal: abort.signal });
  await pass(1);
  abort.abort(reason);
  await turn();
  assert.equal(outcome.value, reason);
  assert.equal(host.opened.length, 1);
});

test('connect_silentProgramOnAHigherPort_isNotWaitedFor', async () => {
  host.silent = [ports[7]];
  (await Signer.connect()).close();
});

for (const [wanted, present] of [['signer.absent', []], ['signer.origin', [ports[4]]]]) {
  test(`connect_silentProgramAndNoHost_is_${wanted}`, async () => {
    [host.silent, host.answering, host.present] = [[ports[3]], [], present];
    const outcome = watched();
    await pass(patience);
    await pass(patience);
    assert.ok(code(wanted)(outcome.value), String(outcome.value));
  });
}

test('connect_silentProgramWhileThePersonIsAsked_waitsForThePersonAndThenForThePort', async () => {
  host.permission = { [loopback]: 'prompt', 'local-network-access': 'prompt' };
  host.silent = [ports[0]];
  host.answering = [];
  host.present = [];
  const outcome = watched();
  await pass(3_600_000);
  assert.equal(outcome.value, undefined);
  host.decide(loopback, 'granted');
  await pass(patience - 1);
  assert.equal(outcome.value, undefined);
  await pass(1);
  await pass(patience);
  assert.ok(code('signer.absent')(outcome.value), String(outcome.value));
});

test('connect_somethingAnswersWhileTheBrowserStillSaysPrompt_limitsTheOthers', async () => {
  host.permission = { [loopback]: 'prompt' };
  host.silent = [ports[0]];
  const outcome = watched();
  await pass(patience);
  assert.ok(outcome.value?.open, String(outcome.value));
});

test('connect_pageOnLoopback_isNeverAskedAndWaitsForNobody', async () => {
  host.permission = { [loopback]: 'prompt', 'local-network-access': 'prompt' };
  [host.silent, host.answering, host.present] = [[ports[0]], [], []];
  put('location', { hostname: 'localhost', origin: 'http://localhost:8480' });
  const outcome = watched();
  await pass(patience);
  await pass(patience);
  assert.ok(code('signer.absent')(outcome.value), String(outcome.value));
});

test('connect_abortedWhileAPortIsSilent_rejectsWithTheReason', async () => {
  host.silent = [ports[0]];
  const [abort, reason] = [new AbortController(), new Error('enough')];
  const outcome = watched({ signal: abort.signal });
  await turn();
  abort.abort(reason);
  await turn();
  assert.equal(outcome.value, reason);
});

test('connect_abortedDuringThePermissionQuery_rejectsAndFetchesNothing', async () => {
  const [abort, reason] = [new AbortController(), new Error('enough')];
  put('navigator', { permissions: { query: async () => (abort.abort(reason), { state: 'granted' }) } });
  await assert.rejects(Signer.connect({ signal: abort.signal }), reason);
  assert.equal(host.fetched, 0);
});

test('connect_abortedDuringTheSecondQuery_rejectsAndFetchesNoMore', async () => {
  const [abort, reason] = [new AbortController(), new Error('enough')];
  let queries = 0;
  put('navigator', { permissions: { query: async () => (++queries === 2 && abort.abort(reason), { state: 'granted' }) } });
  host.answering = [];
  await assert.rejects(Signer.connect({ signal: abort.signal }), reason);
  assert.equal(host.fetched, ports.length);
});
