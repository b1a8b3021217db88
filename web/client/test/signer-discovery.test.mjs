// Why a host is not reached: each reason has its name.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { Signer, loopbackPermission } from '../dist/index.js';
import { ports } from './protocol.mjs';
import { checkout, read } from './support.mjs';
import { code, put, Scripted } from './signer-support.mjs';

let host;
beforeEach(() => (host = new Scripted()));
afterEach(() => host.restore());

const silent = () => ([host.answering, host.present] = [[], []]);
const connected = async () => (await Signer.connect()).close();

test('connect_nothingAnswersAndNeverDid_isAbsent', async () => {
  silent();
  await assert.rejects(Signer.connect(), code('signer.absent'));
});

test('connect_nothingAnswersButDidBefore_isStopped', async () => {
  await connected();
  silent();
  await assert.rejects(Signer.connect(), code('signer.stopped'));
});

test('connect_aHostWasSeen_keepsOneWordAndNothingOfIt', async () => {
  await connected();
  assert.deepEqual([...host.stored], [['ekey.signer', 'seen']]);
});

test('connect_aStoreThatThrows_isNoFault', async () => {
  const refused = () => {
    throw new DOMException('no', 'SecurityError');
  };
  put('localStorage', { getItem: refused, setItem: refused });
  await connected();
  silent();
  await assert.rejects(Signer.connect(), code('signer.absent'));
});

test('connect_somebodyAnswersButNotToUs_isOriginAndNamesIt', async () => {
  host.answering = [];
  await assert.rejects(Signer.connect(), (error) => code('signer.origin')(error) && error.params.origin === 'https://portal.example');
});

test('connect_severalHosts_takesTheLowestPortAndNotTheFastest', async () => {
  [host.answering, host.slow] = [[ports[5], ports[1], ports[4]], [ports[1]]];
  await connected();
  assert.equal(new URL(host.socket.url).port, `${ports[1]}`);
});

test('connect_programOnALowerPortRefusesTheConnection_takesTheNext', async () => {
  [host.answering, host.refusing] = [[ports[1], ports[4]], [ports[1]]];
  await connected();
  assert.equal(new URL(host.socket.url).port, `${ports[4]}`);
});

const version = '1.2.3';
test('connect_hostSaysThatItIsFull_isBusyAndNotOrigin', async () => {
  [host.answering, host.present] = [[], [ports[2]]];
  host.health = { [ports[2]]: { status: 429 } };
  await assert.rejects(Signer.connect(), code('signer.busy'));
});

test('connect_aLowerProgramIsFullAndAHostIsNot_takesTheHost', async () => {
  host.health = { [ports[0]]: { status: 429 } };
  await connected();
});

for (const [title, body] of [
  ['anotherName', { host: 'other', version }],
  ['noName', { version }],
  ['noVersion', { host: 'ekey-host' }],
  ['anEmptyVersion', { host: 'ekey-host', version: '' }],
  ['aVersionOneCharacterTooLong', { host: 'ekey-host', version: '1'.repeat(21) }],
  ['noObject', null],
]) {
  test(`connect_programOnALowerPortSays_${title}_isPassedOver`, async () => {
    host.health = { [ports[0]]: { body } };
    await connected();
    assert.equal(new URL(host.socket.url).port, `${ports[2]}`);
  });
}

test('connect_versionAsLongAsTheProtocolAllows_isTaken', async () => {
  host.health = { [ports[0]]: { body: { host: 'ekey-host', version: '1'.repeat(20) } } };
  await connected();
  assert.equal(new URL(host.socket.url).port, `${ports[0]}`);
});

for (const name of ['loopback-network', 'local-network-access', 'local-network']) {
  test(`connect_${name}_deniedIsDeniedWithoutAsking`, async () => {
    host.permission = { [name]: 'denied' };
    put('fetch', () => assert.fail('nothing may be fetched'));
    await assert.rejects(Signer.connect(), code('signer.denied'));
  });
}

test('loopbackPermission_severalNames_theNarrowestDecides', async () => {
  host.permission = { 'loopback-network': 'granted', 'local-network-access': 'denied', 'local-network': 'denied' };
  assert.equal(await loopbackPermission(), 'granted');
});

test('loopbackPermission_noneIsKnownOrThereIsNoQuery_isUnknown', async () => {
  assert.equal(await loopbackPermission(), 'unknown');
  put('navigator', {});
  assert.equal(await loopbackPermission(), 'unknown');
});

test('connect_refusedAtTheQuestion_isDenied', async () => {
  host.permission = { 'loopback-network': 'prompt' };
  put('fetch', async () => {
    host.permission = { 'loopback-network': 'denied' };
    throw new TypeError('refused');
  });
  await assert.rejects(Signer.connect(), code('signer.denied'));
});

test('connect_browserThatAsksFirst_questionClosedIsAskedHoweverSoon', async () => {
  host.permission = { 'loopback-network': 'prompt', 'local-network-access': 'prompt' };
  silent();
  await assert.rejects(Signer.connect(), code('signer.asked'));
});

test('connect_browserThatAsksWhoAnswers_silenceIsAbsentAndNotAsked', async () => {
  host.permission = { 'loopback-network': 'prompt' };
  silent();
  await assert.rejects(Signer.connect(), code('signer.absent'));
});

test('connect_browserThatAsksWhoAnswers_questionClosedByAPersonIsAsked', async () => {
  host.permission = { 'loopback-network': 'prompt' };
  put('fetch', async () => {
    put('performance', { now: () => Infinity }); // the question stood for long
    throw new TypeError('refused');
  });
  const clock = performance;
  try {
    await assert.rejects(Signer.connect(), code('signer.asked'));
  } finally {
    put('performance', clock);
  }
});

test('connect_questionStillOpen_waits', async () => {
  host.permission = { 'loopback-network': 'prompt', 'local-network-access': 'prompt' };
  const reason = new Error('enough');
  const abort = new AbortController();
  put('fetch', (_, { signal }) => new Promise((__, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    setImmediate(() => abort.abort(reason)); // only the page ends it
  }));
  await assert.rejects(Signer.connect({ signal: abort.signal }), reason);
});

test('connect_pageOnLoopbackThatIsNeverAsked_isAbsent', async () => {
  host.permission = { 'loopback-network': 'prompt', 'local-network-access': 'prompt' };
  silent();
  put('location', { hostname: 'localhost', origin: 'http://localhost:8480' });
  await assert.rejects(Signer.connect(), code('signer.absent'));
});

test('connect_pageWithoutASecureContext_isInsecureAndAsksNobody', async () => {
  put('isSecureContext', false);
  put('fetch', () => assert.fail('nothing may be fetched'));
  await assert.rejects(Signer.connect(), code('signer.insecure'));
});

test('connect_hostThatDoesNotTakeTheConnection_isVersion', async () => {
  host.taken = false;
  await assert.rejects(Signer.connect(), (error) => code('signer.version')(error) && error.params.version === '1.2.3');
});

for (const [atLeast, old] of [['1.2.3', false], ['1.2.4', true], ['1.10', true], ['0.9.9', false], ['1.2.3.1', true], ['1.2', false], ['2-dev', true]]) {
  test(`connect_host1.2.3WherePageAsksFor_${atLeast}_${old ? 'isOld' : 'connects'}`, async () => {
    if (!old) return void (await Signer.connect({ atLeast })).close();
    await assert.rejects(Signer.connect({ atLeast }), (error) => {
      return code('signer.old')(error) && error.params.version === '1.2.3' && error.params.atLeast === atLeast;
    });
    assert.equal(host.opened.length, 0);
  });
}

test('connect_aborted_rejectsWithTheReason', async () => {
  const reason = new Error('enough');
  await assert.rejects(Signer.connect({ signal: AbortSignal.abort(reason) }), reason);
});

for (const language of ['zh-CN', 'en']) {
  test(`messages_${language}_everyReasonHasARemedy`, () => {
    const texts = JSON.parse(read(checkout(`messages/${language}/client.json`)));
    const reasons = Object.keys(texts).filter((name) => /^signer\.[a-z]+$/.test(name));
    assert.equal(reasons.length, 11);
    for (const reason of reasons) assert.ok(texts[`${reason}.remedy`]?.length > 20, reason);
    // A refusal that a page cannot read may be a host that is full.
    assert.match(texts['signer.origin.remedy'], language === 'en' ? /too many pages may use the key at this moment: close some and try again/ : /使用电子钥匙的网页太多：请关闭一些，再试一次/);
  });
}
