// What every electronic key does, real or played. A world offers:
//   connect(options)  an ElectronicKey with a key plugged in, for `origin`; rights: of the origin; reconnect: as that of connect;
//                     plugged: false for none
//   person(answer)    what happens at the next window: 'consent', 'cancel', 'wait' or 'wrong' (a wrong PIN)
//   windowOpens()     resolves once that window waits
//   origin, anchors   of the page; authorities of the certificate, for verify
//   rights            what the origin may ask for
import assert from 'node:assert/strict';
import { webcrypto, X509Certificate } from 'node:crypto';

import { code, nonce, sha256, submission } from './signer-case-support.mjs';
import signing from './signing-cases.mjs';

/** Whether a log-in token is right for origin and nonce, by its own certificate and WebCrypto. */
async function verifies({ unverifiedCertificate, algorithm, signature }, origin, given) {
  const kind = { ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } }[algorithm];
  const { publicKey } = new X509Certificate(Buffer.from(unverifiedCertificate, 'base64'));
  const key = await webcrypto.subtle.importKey('spki', publicKey.export({ type: 'spki', format: 'der' }), kind, false, ['verify']);
  return webcrypto.subtle.verify(kind, key, Buffer.from(signature, 'base64'), Buffer.concat([sha256(origin), sha256(given)]));
}

/** Runs it as in a page that nobody has clicked in. */
async function withoutAClick(run) {
  const kept = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { userActivation: { isActive: false } }, configurable: true });
  try {
    await run();
  } finally {
    if (kept) Object.defineProperty(globalThis, 'navigator', kept);
    else delete globalThis.navigator;
  }
}

const cases = {
  async hello_tellsTheHostAndTheRights(world) {
    const signer = await world.connect();
    assert.equal(signer.host.protocol, 'ekey.v1');
    assert.deepEqual([...signer.host.capabilities].sort(), [...world.rights].sort());
    assert.match(signer.host.host.name, /^.{1,40}$/);
    assert.ok(signer.open);
  },

  async certificates_beforeAndAfterConsent_tellWhoseOnlyAfter(world) {
    const signer = await world.connect();
    const [before] = await signer.certificates();
    assert.equal(before.subject, undefined);
    assert.ok(before.notBefore < before.notAfter && before.issuer && before.use.includes('authenticate'));
    world.person('consent');
    await signer.authenticate(nonce(), { certificate: before.certificate });
    const [after] = await signer.certificates();
    assert.ok(after.subject);
    assert.equal(after.certificate, before.certificate);
  },

  async tokens_certificates_areThoseOfTheList(world) {
    const signer = await world.connect();
    const certificates = (await signer.certificates()).map(({ certificate }) => certificate);
    const tokens = await signer.tokens();
    assert.deepEqual(tokens.flatMap((token) => token.certificates).sort(), certificates.sort());
    for (const { pin, ownPad, pinToBeChanged } of tokens) assert.deepEqual([typeof pin, typeof ownPad, typeof pinToBeChanged], ['string', 'boolean', 'boolean']);
  },

  async authenticate_consent_makesATokenForThisOriginAndNonceOnly(world) {
    const signer = await world.connect();
    const given = nonce();
    world.person('consent');
    const token = await signer.authenticate(given);
    assert.equal(token.format, 'web-eid:1.0');
    assert.ok(await verifies(token, world.origin, given));
    assert.equal(await verifies(token, `${world.origin}/`, given), false);
    assert.equal(await verifies(token, world.origin, nonce()), false);
  },

  async authenticate_shortNonce_isRefused(world) {
    const signer = await world.connect();
    await assert.rejects(signer.authenticate('c2hvcnQ='), code('message.params', { pointer: '/nonce', reason: 'member.length' }));
  },

  async authenticate_personCancels_isSaidAndTold(world) {
    const signer = await world.connect();
    const told = new Promise((resolve) => void signer.on('operation.cancelled', resolve));
    world.person('cancel');
    await assert.rejects(signer.authenticate(nonce()), code('user.cancelled'));
    assert.deepEqual(await told, { code: 'user.cancelled' });
    assert.ok(signer.open);
  },

  async authenticate_wrongPin_saysWhatTheKeyTells(world) {
    const signer = await world.connect();
    world.person('wrong');
    await assert.rejects(signer.authenticate(nonce()), (error) => code('pin.incorrect')(error) && typeof error.params.state === 'string');
  },

  async authenticate_aborted_leavesTheHostFreeAndOpen(world) {
    const signer = await world.connect();
    const abort = new AbortController();
    world.person('wait');
    const token = signer.authenticate(nonce(), { signal: abort.signal });
    await world.windowOpens();
    abort.abort(new Error('enough'));
    await assert.rejects(token, /enough/);
    assert.ok(signer.open);
    world.person('consent');
    await signer.authenticate(nonce());
  },

  async cancel_runningAndNone_endsTheOneAndSaysSoOfTheOther(world) {
    const signer = await world.connect();
    assert.equal(await signer.cancel(), false);
    world.person('wait');
    const token = assert.rejects(signer.authenticate(nonce()), code('user.cancelled'));
    await world.windowOpens();
    assert.equal(await signer.cancel(), true);
    await token;
  },

  async authenticate_whileAnotherRuns_isBusy(world) {
    const signer = await world.connect();
    world.person('wait');
    const first = assert.rejects(signer.authenticate(nonce()), code('user.cancelled'));
    await world.windowOpens();
    await assert.rejects(signer.authenticate(nonce()), code('host.busy'));
    await signer.cancel();
    await first;
  },

  async authenticate_unknownCertificate_isRefused(world) {
    const signer = await world.connect();
    await assert.rejects(signer.authenticate(nonce(), { certificate: 'none' }), code('certificate.unknown'));
  },

  async changePin_personCancels_isSaid(world) {
    const signer = await world.connect();
    world.person('cancel');
    await assert.rejects(signer.changePin(), code('user.cancelled'));
  },

  async diagnose_keyPluggedIn_goesThroughTheStepsInOrder(world) {
    const signer = await world.connect();
    const steps = await signer.diagnose();
    const order = ['service', 'port', 'browser', 'driver', 'token', 'certificate', 'validity', 'pin'];
    assert.deepEqual(steps.map(({ step }) => step), order.slice(0, steps.length));
    assert.ok(steps.every(({ state }) => state !== 'failed'), JSON.stringify(steps));
  },

  async diagnose_withoutAKey_failsAtTheTokenAndSaysSo(world) {
    const signer = await world.connect({ plugged: false });
    const steps = await signer.diagnose();
    const { step, code: why } = steps.find(({ state }) => state === 'failed') ?? {};
    assert.deepEqual([step, why], ['token', 'doctor.token.none'], JSON.stringify(steps));
  },

  async on_keyThatIsThere_isToldAsAdded(world) {
    const signer = await world.connect();
    await new Promise((resolve) => void signer.on('token.added', resolve));
  },

  async on_progressOfABatch_goesFromTheWindowToTheKey(world) {
    const signer = await world.connect();
    const heard = [];
    await signer.on('operation.progress', (params) => heard.push(params));
    world.person('consent');
    await signer.signAll(['one', 'two'].map((filing) => submission(world.origin, filing)));
    assert.deepEqual([heard[0].state, heard[0].done, heard[0].of], ['window', 0, 2]);
    assert.deepEqual(heard.at(-1), { state: 'key', done: 2, of: 2 });
    assert.deepEqual(heard.filter(({ state }) => state === 'key').map(({ done }) => done), [0, 1, 2]);
    assert.ok(heard.every(({ done, of }) => done <= of && of === 2));
    assert.ok(heard.every(({ done }, at) => at === 0 || done >= heard[at - 1].done));
  },

  async on_progressOfALogIn_isTheWindowThenTheKey(world) {
    const signer = await world.connect();
    const heard = [];
    await signer.on('operation.progress', (params) => heard.push(params));
    world.person('consent');
    await signer.authenticate(nonce());
    assert.deepEqual(heard, ['window', 'key'].map((state) => ({ state, done: 0, of: 1 })));
  },

  async close_thenCalled_connectsAnewAndKnowsNoOldHandle(world) {
    const signer = await world.connect();
    const [{ certificate }] = await signer.certificates();
    signer.close();
    assert.equal(signer.open, false);
    await assert.rejects(signer.authenticate(nonce(), { certificate }), code('certificate.unknown'));
    assert.ok(signer.open);
    assert.equal((await signer.certificates()).length, 1);
  },

  async close_thenCalledWithoutAClick_isClosedUnlessThePageSaidReconnect(world) {
    for (const reconnect of [false, true]) {
      const signer = await world.connect({ reconnect });
      signer.close();
      await withoutAClick(async () => {
        if (reconnect) return void (await signer.certificates());
        await assert.rejects(signer.certificates(), code('signer.closed'));
        await assert.rejects(signer.authenticate(nonce()), code('signer.closed'));
      });
      assert.equal(signer.open, reconnect);
      signer.close();
    }
  },

  async close_whileTheWindowIsOpen_isClosed(world) {
    const signer = await world.connect();
    world.person('wait');
    const token = assert.rejects(signer.authenticate(nonce()), code('signer.closed'));
    await world.windowOpens();
    signer.close();
    await token;
  },

  ...signing,
};

export default Object.entries(cases);
