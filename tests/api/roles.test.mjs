// Every route as everybody: whom it lets in is what the contract says, and nothing of another enterprise's exists for anybody.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { contract, operations } from '../support/contract.mjs';
import { Portal } from './support/portal.mjs';

let portal;
const callers = {};
const roles = ['enterprise', 'officer', 'producer', 'administrator'];

before(async () => {
  portal = await Portal.create();
  callers.nobody = portal.client();
  callers.enterprise = await portal.enterprise({ login: 'one@enterprise.example' });
  for (const role of roles.slice(1)) callers[role] = await portal.staff(role);
});
after(() => portal.end());

const named = ({ method, path }) => `${method.toUpperCase()} ${path}`;
/** A request with a body of a type that the operation takes: what comes after the question who asks is not looked at here. */
function request({ operation }) {
  const types = Object.keys(operation.requestBody?.content ?? {});
  const type = types.find((one) => one === 'application/json') ?? types[0];
  const names = (operation.parameters ?? []).map(({ $ref }) => contract.components.parameters[$ref.split('/').pop()]);
  const query = Object.fromEntries(names.filter((one) => one.in === 'query').map(({ name }) => [name, 'x']));
  return { query, ...(type === 'application/json' ? { json: {} } : type ? { headers: { 'content-type': type } } : {}) };
}

test('the contract has every route of the portal, and the portal every route of the contract', () => {
  const of = (list) => list.map(({ method, path, roles: whom }) => `${method.toUpperCase()} ${path} ${[...whom].sort()}`).sort();
  assert.deepEqual(of(portal.routes()), of(operations));
});

for (const one of operations) {
  test(`${named(one)} lets in ${one.roles.length > 0 ? one.roles.join(', ') : 'anybody'}`, async () => {
    const ends = one.path === '/logout' || (one.method === 'delete' && one.path === '/sessions');
    for (const [name, caller] of Object.entries(callers)) {
      const client = ends ? await portal.again(caller) : caller; // what the next test needs must not end
      const { status, codes } = await client.call(one.method, one.path, request(one));
      // The answer to HEAD has no body that could tell why.
      const refused = status === 401 || codes.includes('session.role') || (one.method === 'head' && status === 403);
      const expected = one.roles.length === 0 ? 'in' : name === 'nobody' ? 401 : one.roles.includes(name) ? 'in' : 403;
      if (expected === 'in') assert.ok(!codes.includes('session.none') && !codes.includes('session.role'), `${name}: ${status} ${codes}`);
      else assert.equal(refused && status, expected, `${name}: ${status} ${codes}`);
      if (ends) callers[name] = await portal.again(caller);
    }
  });
}

test('what is another enterprise\'s does not exist, and what another account\'s of the same enterprise neither', async () => {
  const { enterprise: owner } = callers;
  const { value: begun } = await owner.call('post', '/filings', { json: { business: 'first' } });
  const { headers } = await owner.call('get', '/filings/{filing}', { at: begun });
  const { value: mine } = await owner.call('get', '/sessions');
  const session = mine.sessions.find(({ current }) => current).id;
  const others = [
    await portal.enterprise({ login: 'two@enterprise.example' }),
    await portal.enterprise({ login: 'three@other.example', uscc: '91110000PDY0000283', name: '北京另一家进出口有限公司' }),
  ];
  for (const other of others) {
    for (const { method, path, operation, roles: whom } of operations) {
      if (!path.startsWith('/filings/{filing}') || !whom.includes('enterprise')) continue;
      const { query, json, headers: types } = request({ operation });
      const body = path.endsWith('/draft') ? { form: { id: 'first', version: 1, sm3: '0'.repeat(64) }, answers: {}, materials: [] } : json;
      const tag = { 'if-match': headers.get('etag') };
      const { status, codes } = await other.call(method, path, { at: { ...begun, item: 'businessLicence' }, query, json: body, headers: { ...types, ...tag } });
      assert.ok(status >= 400, `${method} ${path}: ${status}`);
      assert.deepEqual(codes, ['filing.unknown'], `${method} ${path}`);
    }
    assert.equal((await other.call('delete', '/sessions/{session}', { at: { session } })).status, 404);
    assert.deepEqual((await other.call('get', '/filings')).value.filings, []);
  }
  assert.equal((await owner.call('get', '/filings/{filing}', { at: begun })).status, 200);
});

test('an upload, from its beginning to the file that comes back', async () => {
  const { enterprise } = callers;
  const { value: begun } = await enterprise.call('post', '/filings', { json: { business: 'first' } });
  const bytes = readFileSync(new URL('../fixtures/material/grey.jpg', import.meta.url));
  const digest = `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
  const query = { item: 'businessLicence', name: '执照.jpg' };
  const created = await enterprise.call('post', '/filings/{filing}/uploads', {
    at: begun, query, headers: { 'upload-complete': '?0', 'upload-length': String(bytes.length), 'repr-digest': digest },
  });
  assert.equal(created.status, 201);
  const at = { upload: created.headers.get('location').split('/').pop() };
  const partial = (offset, complete) => ({ 'content-type': 'application/partial-upload', 'upload-offset': String(offset), 'upload-complete': complete });
  assert.equal((await enterprise.call('patch', '/uploads/{upload}', { at, body: bytes.subarray(0, 100), headers: partial(0, '?0') })).status, 204);
  const { status, headers } = await enterprise.call('head', '/uploads/{upload}', { at });
  assert.deepEqual([status, headers.get('upload-offset')], [204, '100']);
  assert.deepEqual((await enterprise.call('patch', '/uploads/{upload}', { at, body: bytes, headers: partial(7, '?1') })).codes, ['upload.offset']);
  const whole = await enterprise.call('patch', '/uploads/{upload}', { at, body: bytes.subarray(100), headers: partial(100, '?1') });
  assert.deepEqual([whole.status, whole.value.bytes, whole.value.name], [200, bytes.length, query.name]);
  const material = { ...begun, item: query.item };
  assert.equal((await enterprise.call('get', '/filings/{filing}/materials/{item}', { at: material })).status, 200);
  assert.equal((await enterprise.call('delete', '/filings/{filing}/materials/{item}', { at: material })).status, 204);
  assert.equal((await enterprise.call('delete', '/uploads/{upload}', { at })).status, 204);
  assert.equal((await enterprise.call('delete', '/uploads/{upload}', { at })).status, 404);
});
