// What every electronic key does with contents and digests to be signed; the world is that of signer-cases.mjs.
import assert from 'node:assert/strict';

import { UsageError, verify } from '../dist/index.js';
import { code, sha256, submission } from './signer-case-support.mjs';

export default {
  async sign_submission_verifiesWithTheContentInside(world) {
    const signer = await world.connect();
    world.person('consent');
    const content = submission(world.origin, 'one');
    const made = await signer.sign(content);
    const { valid, errors, detached, form } = await verify(made, { anchors: world.anchors });
    assert.ok(valid, JSON.stringify(errors));
    assert.deepEqual([detached, form], [false, 'cms']);
    assert.ok(Buffer.from(made).includes(Buffer.from(content)));
  },

  async signAll_batch_isSignedInOrderWithOneConsent(world) {
    const signer = await world.connect();
    const contents = ['one', 'two', 'three'].map((filing) => submission(world.origin, filing));
    world.person('consent'); // once
    const made = await signer.signAll(contents);
    assert.equal(made.length, 3);
    for (const [at, signed] of made.entries()) {
      assert.ok((await verify(signed, { anchors: world.anchors })).valid);
      assert.ok(Buffer.from(signed).includes(Buffer.from(contents[at])), `number ${at}`);
    }
  },

  async sign_nothing_isRefused(world) {
    const signer = await world.connect();
    await assert.rejects(signer.sign(new Uint8Array()), code('message.params', { pointer: '/bytes', reason: 'member.range' }));
  },

  async signAll_personCancels_signsNone(world) {
    const signer = await world.connect();
    world.person('cancel');
    await assert.rejects(signer.signAll(['one', 'two'].map((filing) => submission(world.origin, filing))), code('user.cancelled'));
  },

  async signAll_theSameTwice_isRefused(world) {
    const signer = await world.connect();
    const content = submission(world.origin, 'one');
    await assert.rejects(signer.signAll([content, content]), code('content.twice'));
  },

  async signAll_noneOrTooMany_isMisuse(world) {
    const signer = await world.connect();
    await assert.rejects(signer.signAll([]), UsageError);
    await assert.rejects(signer.signAll(Array(101).fill(submission(world.origin, 'one'))), UsageError);
  },

  async sign_noSubmissionOrAnotherSites_isRefusedWithoutAWindow(world) {
    const signer = await world.connect();
    await assert.rejects(signer.sign(new TextEncoder().encode('text')), code('submission.malformed'));
    await assert.rejects(signer.sign(submission('https://evil.example', 'one')), code('submission.audience', { audience: 'https://evil.example' }));
  },

  async signDigest_withoutTheRight_isRefused(world) {
    const signer = await world.connect();
    const options = { algorithm: 'SHA-256', name: '合同.pdf' };
    await assert.rejects(signer.signDigest(sha256('content'), options), code('origin.right', { right: 'signDigest' }));
  },

  async signDigest_withTheRight_isDetachedAndVerifies(world) {
    const signer = await world.connect({ rights: [...world.rights, 'signDigest'] });
    const content = Buffer.from('content that the host does not see');
    world.person('consent');
    const made = await signer.signDigest(sha256(content), { algorithm: 'SHA-256', name: '合同.pdf' });
    const { valid, detached, errors } = await verify(made, { anchors: world.anchors, content });
    assert.ok(valid, JSON.stringify(errors));
    assert.equal(detached, true);
    assert.equal((await verify(made, { anchors: world.anchors, content: Buffer.from('another') })).valid, false);
  },

  async signDigest_wrongLengthOrAlgorithm_isRefused(world) {
    const signer = await world.connect({ rights: [...world.rights, 'signDigest'] });
    const asked = (bytes, algorithm) => signer.signDigest(Buffer.alloc(bytes), { algorithm, name: 'x' });
    await assert.rejects(asked(33, 'SHA-256'), code('digest.data', { expected: 32 }));
    await assert.rejects(asked(32, 'SHA-384'), code('digest.data', { expected: 48 }));
    await assert.rejects(asked(48, 'SHA-384'), code('digest.algorithm', { expected: 'SHA-256' }));
  },

  async signDigest_nameOfWrongLength_isRefused(world) {
    const signer = await world.connect({ rights: [...world.rights, 'signDigest'] });
    for (const name of ['', 'x'.repeat(201)]) {
      const asked = signer.signDigest(sha256('content'), { algorithm: 'SHA-256', name });
      await assert.rejects(asked, code('message.params', { pointer: '/name', reason: 'member.length' }));
    }
  },
};
