// The signer against scripted hosts: ordered pairs of an expected call and its answer; anything else fails. The real host is
// driven by tests/browser.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { Signer, SignerError } from '../dist/index.js';
import { ports } from './protocol.mjs';

const hello = { protocol: 'ekey.v1', host: { name: 'ekey-host', version: '9' }, capabilities: ['sign'], development: false };
const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const nonce = base64(Buffer.alloc(32, 7));

const real = Object.fromEntries(['fetch', 'WebSocket', 'navigator', 'location'].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

let answering; // ports on which a host is healthy to this page
let present; // ports on which something answers at all
let permission; // what the browser says by name; undefined: it does not know the name
let script; // [method, answer] in order; an answer is a result, a {code}, or a text that is sent as it is
let opened; // the sockets

class ScriptedSocket {
  sent = [];
  closed = false;

  constructor(url, protocol) {
    assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+\/ekey\.v1$/);
    assert.equal(protocol, 'ekey.v1');
    opened.push(this);
    queueMicrotask(() => (script === undefined ? this.onclose?.() : this.onopen?.()));
  }

  send(text) {
    assert.ok(Buffer.byteLength(text) <= 65536, 'a message is too long');
    const { jsonrpc, id, method, params } = JSON.parse(text);
    assert.equal(jsonrpc, '2.0');
    const [expected, answer] = script.shift() ?? ['nothing'];
    assert.equal(method, expected);
    this.sent.push(params);
    const value = typeof answer === 'function' ? answer(params) : answer;
    if (value === undefined) return; // a person is still looking at the window
    queueMicrotask(() => this.onmessage?.({ data: frame(id, value) }));
  }

  close() {
    this.closed = true;
    queueMicrotask(() => this.onclose?.());
  }
}

function frame(id, value) {
  if (typeof value === 'string') return value;
  if (value.code) {
    const data = { code: value.code, params: value.params ?? {}, correlation: 'c1' };
    return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32000, message: value.code, data } });
  }
  return JSON.stringify({ jsonrpc: '2.0', id, result: value });
}

beforeEach(() => {
  [answering, present, permission, script, opened] = [[ports[2]], [ports[2]], undefined, [['hello', hello]], []];
  put('WebSocket', ScriptedSocket);
  put('location', { hostname: 'portal.example', origin: 'https://portal.example' });
  put('navigator', {
    permissions: {
      query: async ({ name }) => {
        if (permission?.[name] === undefined) throw new TypeError(name);
        return { state: permission[name] };
      },
    },
  });
  put('fetch', async (url, { mode }) => {
    const port = Number(new URL(url).port);
    assert.ok(ports.includes(port));
    if (mode === 'no-cors' ? present.includes(port) : answering.includes(port)) {
      return { ok: true, json: async () => ({ host: 'ekey-host', version: '9' }) };
    }
    throw new TypeError('refused');
  });
});
afterEach(() => {
  for (const [name, descriptor] of Object.entries(real)) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
  }
});

const code = (wanted) => (error) => error instanceof SignerError && error.code === wanted;

test('connect_hostOnOneOfThePorts_greetsIt', async () => {
  const signer = await Signer.connect({ client: { name: 'test', version: '1' } });
  assert.deepEqual(signer.host, hello);
  assert.deepEqual(opened[0].sent[0], { protocol: 'ekey.v1', client: { name: 'test', version: '1' } });
});

test('connect_nothingAnswers_isAbsent', async () => {
  [answering, present] = [[], []];
  await assert.rejects(Signer.connect(), code('signer.absent'));
});

test('connect_somebodyAnswersButNotToUs_isOrigin', async () => {
  answering = [];
  await assert.rejects(Signer.connect(), code('signer.origin'));
});

test('connect_permissionDenied_isDeniedWithoutAsking', async () => {
  permission = { 'loopback-network': 'denied' };
  put('fetch', () => assert.fail('nothing may be fetched'));
  await assert.rejects(Signer.connect(), code('signer.denied'));
});

test('connect_permissionOfTheOlderName_isHeard', async () => {
  permission = { 'local-network-access': 'denied' };
  await assert.rejects(Signer.connect(), code('signer.denied'));
});

test('connect_questionClosedWithoutAnAnswer_isDenied', async () => {
  permission = { 'loopback-network': 'prompt' };
  answering = [];
  await assert.rejects(Signer.connect(), code('signer.denied'));
});

test('connect_pageOnLoopbackThatIsNeverAsked_isAbsent', async () => {
  permission = { 'loopback-network': 'prompt' };
  [answering, present] = [[], []];
  put('location', { hostname: 'localhost', origin: 'http://localhost:8480' });
  await assert.rejects(Signer.connect(), code('signer.absent'));
});

test('connect_hostThatDoesNotTakeTheSubprotocol_isVersion', async () => {
  script = undefined;
  await assert.rejects(Signer.connect(), (error) => code('signer.version')(error) && error.params.version === '9');
});

test('connect_hostRefusesTheGreeting_closesTheConnection', async () => {
  script = [['hello', { code: 'message.params' }]];
  await assert.rejects(Signer.connect(), code('message.params'));
  assert.ok(opened[0].closed);
});

test('connect_aborted_rejectsWithTheReason', async () => {
  const reason = new Error('enough');
  await assert.rejects(Signer.connect({ signal: AbortSignal.abort(reason) }), reason);
});

test('authenticate_hostsError_keepsItsParamsAndCorrelation', async () => {
  script.push(['authenticate', { code: 'pin.incorrect', params: { state: 'low' } }]);
  const signer = await Signer.connect();
  await assert.rejects(signer.authenticate(nonce), (error) => {
    return code('pin.incorrect')(error) && error.params.state === 'low' && error.correlation === 'c1';
  });
  assert.ok(signer.open, 'a refusal does not end the connection');
});

test('authenticate_abortedWhileTheWindowIsOpen_closesTheConnection', async () => {
  script.push(['authenticate', undefined]);
  const signer = await Signer.connect();
  const abort = new AbortController();
  const token = signer.authenticate(nonce, { signal: abort.signal });
  abort.abort(new Error('enough'));
  await assert.rejects(token, /enough/);
  assert.ok(opened[0].closed);
  assert.equal(signer.open, false);
});

test('authenticate_connectionBreaks_isClosed', async () => {
  script.push(['authenticate', undefined]);
  const signer = await Signer.connect();
  const token = signer.authenticate(nonce);
  opened[0].onclose();
  await assert.rejects(token, code('signer.closed'));
  await assert.rejects(signer.certificates(), code('signer.closed'));
});

for (const [title, answer] of [
  ['notJson', '{'],
  ['anotherId', '{"jsonrpc":"2.0","id":99,"result":{}}'],
  ['noObject', '{"jsonrpc":"2.0","id":2,"result":7}'],
  ['errorWithoutData', '{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"x"}}'],
  ['tooLong', JSON.stringify({ jsonrpc: '2.0', id: 2, result: { certificates: 'x'.repeat(65536) } })],
]) {
  test(`certificates_answerIs_${title}_isRefused`, async () => {
    script.push(['certificates', answer]);
    const signer = await Signer.connect();
    await assert.rejects(signer.certificates(), code('signer.answer'));
  });
}

/** A host that keeps what it is sent, and signs it as `signed`. */
function signing(content, signed, read = ({ offset }) => ({ data: base64(signed.subarray(offset, offset + 45000)), bytes: signed.length })) {
  const pieces = Math.ceil(content.length / 45000);
  script.push(['content.open', ({ bytes }) => (assert.equal(bytes, content.length), { content: 'in' })]);
  for (let piece = 0; piece < pieces; ++piece) {
    script.push(['content.append', ({ content: handle, offset, data }) => {
      assert.equal(handle, 'in');
      assert.deepEqual(Buffer.from(data, 'base64'), Buffer.from(content.subarray(offset, offset + 45000)));
      return { received: Math.min(content.length, offset + 45000) };
    }]);
  }
  script.push(['sign', ({ contents, kind }) => (assert.deepEqual([contents, kind], [['in'], 'submission']), { signed: ['out'] })]);
  for (let at = 0; at < signed.length; at += 45000) script.push(['content.read', read]);
}

for (const [title, length] of [['oneFullPiece', 45000], ['oneByteMore', 45001], ['manyPieces', 200000]]) {
  test(`sign_${title}_goesAndComesInOrder`, async () => {
    const content = Buffer.alloc(length, 'a');
    const signed = Buffer.from(Array.from({ length: length + 700 }, (_, at) => at % 251));
    signing(content, signed);
    const signer = await Signer.connect();
    assert.deepEqual(Buffer.from(await signer.sign(content)), signed);
    assert.deepEqual(script, []);
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
    signing(Buffer.from('content'), Buffer.alloc(10), () => piece);
    const signer = await Signer.connect();
    await assert.rejects(signer.sign(Buffer.from('content')), code('signer.answer'));
  });
}
