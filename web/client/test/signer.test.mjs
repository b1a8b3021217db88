// The signer's calls against scripted hosts. The real host is driven by tests/browser.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { Signer, UsageError } from '../dist/index.js';
import { base64, code, hello, nonce, reading, receiving, Scripted, signing } from './signer-support.mjs';

let host;
beforeEach(() => (host = new Scripted()));
afterEach(() => host.restore());

const summary = { algorithm: 'ES256', use: ['sign'], notBefore: 0, notAfter: 1, issuer: 'x' };

test('connect_hostOnOneOfThePorts_greetsIt', async () => {
  const signer = await Signer.connect({ client: { name: 'test', version: '1' } });
  assert.deepEqual(signer.host, hello);
  assert.deepEqual(host.sent('hello'), [{ protocol: 'ekey.v1', client: { name: 'test', version: '1' } }]);
});

test('connect_hostRefusesTheGreeting_closesTheConnection', async () => {
  host.script = [['hello', { code: 'message.params' }]];
  await assert.rejects(Signer.connect(), code('message.params'));
  assert.ok(host.socket.closed);
});

test('connect_socketThatSaysOnlyError_isVersion', async () => {
  host.taken = 'error'; // as Node 22 does where the upgrade is refused
  await assert.rejects(Signer.connect(), code('signer.version'));
});

test('certificates_openSocketThatSaysOnlyError_isClosed', async () => {
  host.script.push(['certificates', (_, socket) => void queueMicrotask(() => socket.onerror?.())]);
  const signer = await Signer.connect();
  await assert.rejects(signer.certificates(), code('signer.closed'));
  assert.equal(signer.open, false);
});

test('authenticate_hostsError_keepsItsParamsAndCorrelation', async () => {
  host.script.push(['authenticate', { code: 'pin.incorrect', params: { state: 'low' } }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.authenticate(nonce), (error) => {
    return code('pin.incorrect')(error) && error.params.state === 'low' && error.correlation === 'c1';
  });
  assert.ok(signer.open, 'a refusal does not end the connection');
});

test('certificatesAndTokens_handlesOfBoth_fitEachOtherAndTheHost', async () => {
  host.script.push(['certificates', { certificates: [{ certificate: 'c1', ...summary }] }]);
  host.script.push(['tokens', { tokens: [{ token: 't1', pin: 'ok', ownPad: false, pinToBeChanged: false, certificates: ['c1'] }] }]);
  host.script.push(['authenticate', { token: {} }], ['changePin', { token: 't1' }]);
  const signer = await Signer.connect();
  const [{ certificate }] = await signer.certificates();
  const [{ token, certificates }] = await signer.tokens();
  assert.deepEqual(certificates, [certificate]);
  await signer.authenticate(nonce, { certificate });
  assert.equal(await signer.changePin({ token }), token);
  assert.deepEqual(host.sent('authenticate', 'changePin'), [{ nonce, certificate: 'c1' }, { token: 't1' }]);
});

for (const [title, answer] of [
  ['notJson', '{'],
  ['anotherId', '{"jsonrpc":"2.0","id":99,"result":{}}'],
  ['noObject', '{"jsonrpc":"2.0","id":2,"result":7}'],
  ['errorWithoutData', '{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"x"}}'],
  ['noticeWithoutParams', '{"jsonrpc":"2.0","method":"token.added"}'],
  ['tooLong', JSON.stringify({ jsonrpc: '2.0', id: 2, result: { certificates: 'x'.repeat(65536) } })],
]) {
  test(`certificates_answerIs_${title}_isRefused`, async () => {
    host.script.push(['certificates', answer]);
    const signer = await Signer.connect();
    await assert.rejects(signer.certificates(), code('signer.answer'));
  });
}

for (const [title, length] of [['oneFullPiece', 45000], ['oneByteMore', 45001], ['manyPieces', 200000]]) {
  test(`sign_${title}_goesAndComesInOrder`, async () => {
    const content = Buffer.alloc(length, 'a');
    const signed = Buffer.from(Array.from({ length: length + 700 }, (_, at) => at % 251));
    signing(host, [content], [signed]);
    const signer = await Signer.connect();
    assert.deepEqual(Buffer.from(await signer.sign(content)), signed);
    assert.deepEqual(host.script, []);
  });
}

for (const [title, piece] of [
  ['anEmptyPiece', { data: '', bytes: 10 }],
  ['moreThanAnnounced', { data: base64(Buffer.alloc(11)), bytes: 10 }],
  ['noBase64', { data: '*', bytes: 10 }],
  ['noLength', { data: base64(Buffer.alloc(1)), bytes: -1 }],
  ['moreThanTheProtocolAllows', { data: base64(Buffer.alloc(1)), bytes: 4194305 }],
]) {
  test(`sign_readGives_${title}_isRefused`, async () => {
    const content = Buffer.from('content');
    receiving(host, content, 'in0');
    host.script.push(['sign', { signed: ['out0'] }]);
    reading(host, Buffer.alloc(10), 'out0', () => piece);
    const signer = await Signer.connect();
    await assert.rejects(signer.sign(content), code('signer.answer'));
  });
}

test('signAll_aBatch_isOneCallAndKeepsTheOrder', async () => {
  const contents = ['one', 'two', 'three'].map((text) => Buffer.from(text));
  const signed = ['1', '22', '333'].map((text) => Buffer.from(text));
  signing(host, contents, signed);
  const signer = await Signer.connect();
  assert.deepEqual((await signer.signAll(contents)).map((bytes) => Buffer.from(bytes)), signed);
  assert.equal(host.sent('sign').length, 1);
});

test('signAll_noneOrOneMoreThanAHundred_isMisuseAndSendsNothing', async () => {
  const signer = await Signer.connect();
  for (const count of [0, 101]) {
    await assert.rejects(signer.signAll(Array(count).fill(Buffer.from('a'))), UsageError);
  }
  assert.equal(host.sent('content.open').length, 0);
});

test('signAll_theSameContentTwice_isSentOnceAndNamedTwice', async () => {
  const content = Buffer.from('same');
  receiving(host, content, 'in0');
  host.script.push(['sign', { code: 'content.twice' }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.signAll([content, Buffer.from('same')]), code('content.twice'));
  assert.deepEqual(host.sent('sign'), [{ contents: ['in0', 'in0'], kind: 'submission' }]);
});

test('signAll_aHundred_areSent', async () => {
  const contents = Array.from({ length: 100 }, (_, at) => Buffer.from(`${at}`));
  signing(host, contents, contents);
  const signer = await Signer.connect();
  assert.equal((await signer.signAll(contents)).length, 100);
});

test('signAll_anotherNumberComesBack_isRefused', async () => {
  const contents = ['one', 'two'].map((text) => Buffer.from(text));
  contents.forEach((content, number) => receiving(host, content, `in${number}`));
  host.script.push(['sign', { signed: ['out0'] }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.signAll(contents), code('signer.answer'));
});

test('sign_afterAFailure_sendsTheContentNoSecondTime', async () => {
  const content = Buffer.from('content');
  receiving(host, content, 'in0');
  host.script.push(['sign', { code: 'pin.incorrect', params: { state: 'ok' } }], ['sign', { signed: ['out0'] }]);
  reading(host, Buffer.from('signed'), 'out0');
  const signer = await Signer.connect();
  await assert.rejects(signer.sign(content), code('pin.incorrect'));
  assert.deepEqual(Buffer.from(await signer.sign(content)), Buffer.from('signed'));
  assert.deepEqual(host.sent('sign'), Array(2).fill({ contents: ['in0'], kind: 'submission' }));
});

test('sign_contentThatTheHostNoLongerHas_isSentAnewTheNextTime', async () => {
  const content = Buffer.from('content');
  receiving(host, content, 'in0');
  host.script.push(['sign', { code: 'content.unknown' }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.sign(content), code('content.unknown'));
  signing(host, [content], [Buffer.from('signed')]);
  await signer.sign(content);
});

test('sign_earlierTriesFillTheHost_closesTheConnectionSoThatTheNextTryWorks', async () => {
  receiving(host, Buffer.from('first'), 'in0');
  host.script.push(['sign', { code: 'user.cancelled' }], ['content.open', { code: 'content.limit', params: { limit: 1 } }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.sign(Buffer.from('first')), code('user.cancelled'));
  await assert.rejects(signer.sign(Buffer.from('second')), code('signer.closed'));
  host.script.push(['hello', hello]);
  signing(host, [Buffer.from('second')], [Buffer.from('signed')]);
  await signer.sign(Buffer.from('second'));
});

test('sign_fullWithNothingOfEarlierTries_isTheHostsAnswer', async () => {
  host.script.push(['content.open', { code: 'content.memory', params: { limit: 1 } }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.sign(Buffer.from('a')), code('content.memory'));
  assert.ok(signer.open);
});

test('signDigest_digestAndClaim_goAndTheSignatureComes', async () => {
  host.script.push(['signDigest', { signed: ['out0'] }]);
  reading(host, Buffer.from('signed'), 'out0');
  const signer = await Signer.connect();
  const made = await signer.signDigest(Buffer.alloc(32, 1), { algorithm: 'SHA-256', name: '合同.pdf' });
  assert.deepEqual(Buffer.from(made), Buffer.from('signed'));
  assert.deepEqual(host.sent('signDigest'), [{ digest: base64(Buffer.alloc(32, 1)), algorithm: 'SHA-256', name: '合同.pdf' }]);
});

test('diagnose_steps_areTheHosts', async () => {
  const steps = [{ step: 'service', state: 'ok' }, { step: 'token', state: 'failed', code: 'token.none', params: {} }];
  host.script.push(['diagnose', { steps }]);
  const signer = await Signer.connect();
  assert.deepEqual(await signer.diagnose(), steps);
});

test('tokens_hostThatDoesNotKnowTheMethod_isOldAndSaysItsVersion', async () => {
  host.script.push(['tokens', { code: 'message.method' }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.tokens(), (error) => {
    return code('signer.old')(error) && error.params.version === '1.2.3' && error.params.method === 'tokens' && error.correlation === 'c1';
  });
});
