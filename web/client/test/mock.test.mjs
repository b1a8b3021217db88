// What the mock can play, and that it plays it only where it is asked for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, mock, test } from 'node:test';

import * as main from '../dist/index.js';
import { MockSigner } from '../dist/mock/index.js';
import { browsers, serve, strict } from './browser-support.mjs';
import { submission } from './signer-case-support.mjs';
import { checkout, dist, read } from './support.mjs';

const nonce = Buffer.alloc(32, 7).toString('base64');
const origin = 'https://portal.example';
const code = (wanted) => (error) => error instanceof main.SignerError && error.code === wanted;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('host_ofTheMock_saysThatItIsOne', async () => {
  const signer = await MockSigner.connect();
  assert.match(signer.host.host.name, /mock/);
  assert.match((await signer.authenticate(nonce)).appVersion, /mock/);
  assert.ok(signer.host.development);
  assert.equal(signer.host.host.name.length <= 40, true);
});

test('certificate_ofTheMock_isADemonstrationAndItsAuthoritySaysWhat', async () => {
  const signer = await MockSigner.connect({ origin });
  const { signer: found } = await main.verify(await signer.sign(submission(origin, 'one')), { anchors: [signer.authority] });
  assert.equal(found.demonstration, true);
  assert.match(found.issuerName, /mock/);
  assert.deepEqual([found.commonName, found.uscc], ['天津示范进出口有限公司', '91120000PDY00001X7']);
  const other = await MockSigner.connect({ origin });
  const { valid } = await main.verify(await signer.sign(submission(origin, 'one')), { anchors: [other.authority] });
  assert.equal(valid, false, 'every mock has an authority of its own');
});

test('mainEntry_knowsNoMock', () => {
  assert.deepEqual(Object.keys(main).filter((name) => /mock/i.test(name)), []);
  assert.doesNotMatch(readFileSync(dist('index.js'), 'utf8').replaceAll('@ekey/client/mock', ''), /mock/i);
});

const { 'x-errors': errors } = JSON.parse(read(checkout('protocol/ekey.v1.openrpc.json')));
test('script_everyCodeOfTheProtocol_isPlayed', async () => {
  const signer = await MockSigner.connect();
  for (const wanted of Object.keys(errors)) {
    signer.script({ does: 'fail', code: wanted, params: { some: 1 } });
    await assert.rejects(signer.authenticate(nonce), (error) => code(wanted)(error) && error.params.some === 1 && error.correlation !== '');
  }
  await signer.authenticate(nonce); // the script is played
});

for (const wanted of ['signer.absent', 'signer.stopped', 'signer.asked', 'signer.denied', 'signer.busy', 'signer.origin', 'signer.insecure', 'signer.old', 'signer.version']) {
  test(`connect_failsWith_${wanted}_isPlayed`, async () => {
    await assert.rejects(MockSigner.connect({ fails: { code: wanted } }), code(wanted));
  });
}

test('connect_aborted_rejectsWithTheReason', async () => {
  await assert.rejects(MockSigner.connect({ signal: AbortSignal.abort(new Error('enough')) }), /enough/);
});

test('script_slowPerson_takesAsLongAsItSays', async () => {
  const signer = await MockSigner.connect({ script: [{ does: 'consent', after: 5000 }] });
  mock.timers.enable({ apis: ['setTimeout'] });
  let settled = false;
  const token = signer.authenticate(nonce).finally(() => (settled = true));
  mock.timers.tick(4999);
  await turn();
  assert.equal(settled, false);
  mock.timers.tick(1);
  mock.timers.reset();
  assert.equal((await token).format, 'web-eid:1.0');
});

test('script_keyPulledWhileItSigns_isToldAndGone', async () => {
  const signer = await MockSigner.connect({ origin, script: [{ does: 'unplug' }] });
  const heard = [];
  for (const name of ['token.added', 'token.removed', 'operation.cancelled']) await signer.on(name, (params) => heard.push([name, params]));
  await assert.rejects(signer.sign(submission(origin, 'one')), code('token.removed'));
  assert.deepEqual(await signer.tokens(), []);
  await assert.rejects(signer.authenticate(nonce), code('token.none'));
  const failed = (await signer.diagnose()).find(({ state }) => state === 'failed');
  assert.deepEqual([failed.step, failed.code], ['token', 'doctor.token.none']);
  signer.plug();
  await turn();
  assert.deepEqual(heard.map(([name]) => name), ['token.added', 'token.removed', 'operation.cancelled', 'token.added']);
  assert.deepEqual(heard[2][1], { code: 'token.removed' });
  assert.equal((await signer.tokens()).length, 1);
});

test('unplug_whileAPersonIsWaitedFor_endsTheOperation', async () => {
  const signer = await MockSigner.connect({ script: [{ does: 'wait' }] });
  const token = assert.rejects(signer.authenticate(nonce), code('token.removed'));
  signer.unplug();
  await token;
});

test('script_hostThatEnds_isClosedAndOpensAnew', async () => {
  const signer = await MockSigner.connect({ script: [{ does: 'close' }] });
  await assert.rejects(signer.authenticate(nonce), code('signer.closed'));
  assert.equal(signer.open, false);
  await signer.authenticate(nonce);
});

test('connect_notPlugged_hasNoKeyUntilItIs', async () => {
  const signer = await MockSigner.connect({ plugged: false });
  assert.deepEqual(await signer.certificates(), []);
  signer.plug();
  assert.equal((await signer.certificates()).length, 1);
});

test('deterministic_twoRuns_areTheSameToTheLastByte', async () => {
  const run = async () => {
    const signer = await MockSigner.connect({ origin, deterministic: true, script: [{ does: 'fail', code: 'user.cancelled' }] });
    const failure = await signer.authenticate(nonce).catch(({ correlation }) => correlation);
    const signed = Buffer.from(await signer.sign(submission(origin, 'one'))).toString('hex');
    return { failure, token: await signer.authenticate(nonce), signed, certificates: await signer.certificates(), tokens: await signer.tokens() };
  };
  assert.deepEqual(await run(), await run());
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser, site;
    before(async () => {
      site = await serve({ '/strict/': strict });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });

    test(`${name}_mockInAPage_signsForItsOriginWhatThePackageVerifies`, async () => {
      const page = await site.open(browser, '/strict/');
      const found = await page.evaluate(async () => {
        const { MockSigner } = await import('./mock/index.js');
        const signer = await MockSigner.connect();
        const content = new TextEncoder().encode(JSON.stringify({ audience: location.origin }));
        const { valid } = await ekey.verify(await signer.sign(content), { anchors: [signer.authority] });
        signer.script({ does: 'fail', code: 'user.cancelled' });
        const failure = await signer.authenticate('A'.repeat(44)).catch((error) => error);
        return [valid, failure instanceof ekey.SignerError, failure.code];
      });
      assert.deepEqual(found, [true, true, 'user.cancelled']);
    });
  });
}
