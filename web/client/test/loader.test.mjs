import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { Hasher, WasmLoadError, compile } from '../dist/index.js';
import { digestsOf, dist } from './support.mjs';

const bytes = readFileSync(dist('ekey-hash.wasm'));
const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const answers = {
  '/right.wasm': [200, 'application/wasm', bytes],
  '/wrong-type.wasm': [200, 'application/octet-stream', bytes],
  '/index.wasm': [200, 'text/html', '<!doctype html>'],
  '/broken.wasm': [200, 'application/wasm', bytes.subarray(0, 1000)],
};
let server;
let origin;

before(async () => {
  server = createServer((request, response) => {
    const [status, type, body] = answers[request.url] ?? [404, 'text/html', '<!doctype html>'];
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

async function works(wasm) {
  const hasher = await Hasher.create({ wasm });
  assert.deepEqual(await hasher.digest(new Blob(['abc'])), digestsOf(Buffer.from('abc')));
}

test('compile_everyKindOfSource_givesTheModule', async () => {
  await works(bytes);
  await works(await compile(bytes));
  await works(dist('ekey-hash.wasm'));
  await works(new URL('/right.wasm', origin));
  await works(await fetch(new URL('/right.wasm', origin)));
  await works(dist('ekey-hash.wasm.js'));
});

test('compile_wrongContentType_isPutUpWith', async () => {
  await works(new URL('/wrong-type.wasm', origin));
});

const refused = (code, params) => (error) => {
  assert.ok(error instanceof WasmLoadError, String(error));
  assert.equal(error.code, code);
  for (const [name, value] of Object.entries(params)) {
    assert.equal(error.params[name], value);
  }
  return true;
};

test('compile_missing_saysTheStatus', async () => {
  await assert.rejects(compile(new URL('/none.wasm', origin)), refused('wasm.unavailable', { status: 404 }));
});

test('compile_pageInsteadOfModule_saysItsType', async () => {
  await assert.rejects(compile(new URL('/index.wasm', origin)), refused('wasm.invalid', { type: 'text/html' }));
});

test('compile_truncated_isInvalid', async () => {
  await assert.rejects(compile(new URL('/broken.wasm', origin)), refused('wasm.invalid', {}));
});

test('compile_nobodyListens_isUnavailable', async () => {
  const closed = createServer();
  await new Promise((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address();
  await new Promise((resolve) => closed.close(resolve));
  const url = new URL(`http://127.0.0.1:${port}/right.wasm`);
  await assert.rejects(compile(url), refused('wasm.unavailable', { status: 0 }));
});

test('compile_fileThatIsNotThere_isUnavailable', async () => {
  await assert.rejects(compile(dist('none.wasm')), refused('wasm.unavailable', { status: 0 }));
});

test('create_moduleOfSomebodyElse_isInvalid', async () => {
  await assert.rejects(Hasher.create({ wasm: empty }), refused('wasm.invalid', {}));
});

for (const [name, most] of [['ekey-forms', 512 << 20], ['ekey-hash', 4 << 20], ['ekey-materials', 512 << 20]]) { // wasm/CMakeLists.txt, MOST
  test(`script_${name}_memoryGrowsToTheModulesLimitAndNotAPageMore`, async () => {
    const { default: make } = await import(dist(`${name}.wasm.js`));
    const { memory } = make({});
    const page = 65_536;
    const pages = memory.buffer.byteLength / page;
    assert.equal(memory.grow(most / page - pages), pages);
    assert.equal(memory.buffer.byteLength, most);
    assert.equal(memory.grow(1), -1);
    assert.equal(memory.grow(0), most / page);
    assert.equal(memory.buffer.byteLength, most);
  });
}

test('create_scriptOfSomebodyElse_isInvalid', async () => {
  await assert.rejects(Hasher.create({ wasm: new URL('data:text/javascript,export const none = 1;//.js') }), refused('wasm.invalid', {}));
  await assert.rejects(Hasher.create({ wasm: new URL('data:text/javascript,export default () => ({});//.js') }), refused('wasm.invalid', {}));
});

test('compile_scriptThatIsNotThere_isUnavailable', async () => {
  await assert.rejects(compile(dist('none.wasm.js')), refused('wasm.unavailable', { status: 0 }));
});

test('script_thatEndsItself_isATrap', async () => {
  const ending = 'export default ({ abort }) => new Proxy({}, { has: () => true, get: () => abort });//.js';
  await assert.rejects(Hasher.create({ wasm: new URL(`data:text/javascript,${ending}`) }), { name: 'WasmTrapError', code: 'wasm.trap' });
});
