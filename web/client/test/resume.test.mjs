// A digest that is saved between two pieces and gone on with by another hasher, as after a reload.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { Hasher } from '../dist/index.js';
import { digestsOf, noise } from './support.mjs';

const everyPiece = 0;
const bytes = noise(1_000_003);
const file = (content = bytes, name = '章程.pdf', lastModified = 1_700_000_000_000) => new File([content], name, { lastModified });

// Every state of a digest whose pieces end where `cuts` say.
async function states(cuts, algorithms) {
  const hasher = await Hasher.create();
  const pieces = cuts.map((end, i) => bytes.subarray(cuts[i - 1] ?? 0, end)).concat(bytes.subarray(cuts.at(-1)));
  const original = file();
  const cut = Object.create(original, {
    size: { value: bytes.length },
    name: { value: original.name },
    lastModified: { value: original.lastModified },
    stream: { value: () => ReadableStream.from(pieces) },
  });
  const saved = [];
  const options = { onState: (state) => saved.push(state), stateInterval: everyPiece, ...(algorithms && { algorithms }) };
  await hasher.digest(cut, options);
  return saved;
}

const resumed = async (saved, blob = file(), options = {}) => (await Hasher.create()).digest(blob, { resume: saved, ...options });

test('resume_everyPlaceAroundABlock_equalsNodes', async () => {
  for (const saved of await states([1, 55, 56, 63, 64, 65, 127, 128, 129, 262_144, 1_000_002])) {
    assert.deepEqual(await resumed(saved), digestsOf(bytes), `at ${saved.bytes}`);
  }
});

test('resume_throughJson_readsOnlyWhatIsLeft', async () => {
  const [saved] = await states([600_000]);
  const begins = [];
  const reports = [];
  const blob = file();
  blob.slice = (begin) => (begins.push(begin), new Blob([bytes.subarray(begin)]));

  const digests = await resumed(JSON.parse(JSON.stringify(saved)), blob, { onProgress: ({ done }) => reports.push(done) });

  assert.deepEqual(digests, digestsOf(bytes));
  assert.deepEqual([saved.bytes, begins, reports[0], reports.at(-1)], [600_000, [600_000], 600_000, bytes.length]);
});

for (const algorithm of ['sm3', 'sha256']) {
  test(`digest_${algorithm}Alone_isThatDigestAloneAndResumes`, async () => {
    const expected = { [algorithm]: createHash(algorithm).update(bytes).digest('hex'), bytes: bytes.length };
    const algorithms = [algorithm];
    const [saved] = await states([500_000], algorithms);
    assert.deepEqual(await (await Hasher.create()).digest(file(), { algorithms }), expected);
    assert.deepEqual(await resumed(saved, file(), { algorithms }), expected);
    await assert.rejects(resumed(saved), { name: 'SavedDigestError', code: 'saved.algorithms' });
  });
}

test('digest_algorithmsThatThereAreNot_areADefectOfTheCaller', async () => {
  const hasher = await Hasher.create();
  for (const algorithms of [[], ['md5'], ['sm3', 'toString']]) {
    await assert.rejects(hasher.digest(file(), { algorithms }), { name: 'UsageError' });
  }
});

for (const [what, other] of [
  ['ofAnotherLength', file(noise(1_000_004))],
  ['ofAnotherName', file(bytes, '副本.pdf')],
  ['alteredSince', file(bytes, '章程.pdf', 1_700_000_000_001)],
]) {
  test(`resume_withAFile_${what}_hasChanged`, async () => {
    const [saved] = await states([600_000]);
    await assert.rejects(resumed(saved, other), { name: 'FileError', code: 'file.changed' });
  });
}

test('resume_moreBytesThanTheFileHas_isDamaged', async () => {
  const [saved] = await states([600_000]);
  const short = file(bytes.subarray(0, 599_999));
  await assert.rejects(resumed({ ...saved, size: short.size }, short), { code: 'saved.damaged' });
});

test('resume_anyOtherValue_isDamaged', async () => {
  const [saved] = await states([600_000]);
  const values = [null, 7, 'state', [], {}, { ...saved, state: 7 }, { ...saved, state: '***' }, { ...saved, state: '' }, { ...saved, size: '1000003' }];
  for (const value of values.filter((one) => one !== null)) {
    await assert.rejects(resumed(value), { name: 'SavedDigestError', code: 'saved.damaged' }, JSON.stringify(value));
  }
  assert.deepEqual(await resumed(null), digestsOf(bytes)); // what a storage without it answers
});

test('resume_hostileStates_areRefusedAndTheModuleGoesOn', async () => {
  const hasher = await Hasher.create();
  const [saved] = await states([600_063]);
  const state = Buffer.from(saved.state, 'base64');
  const attempt = (altered) => hasher.digest(file(), { resume: { ...saved, state: altered.toString('base64') } });
  for (let at = 0; at < state.length; ++at) {
    const altered = Buffer.from(state);
    altered[at] ^= 0x80;
    await assert.rejects(attempt(altered), { code: at === 4 ? 'saved.version' : 'saved.damaged' });
    await assert.rejects(attempt(state.subarray(0, at)), { code: 'saved.damaged' });
  }
  // With the check that belongs to them: the first 8 bytes of SM3 over the rest.
  const sealed = (body) => Buffer.concat([body, createHash('sm3').update(body).digest().subarray(0, 8)]);
  for (const count of [0n, 600_000n, 2n ** 53n + 63n, 2n ** 64n - 1n]) {
    const body = Buffer.from(state.subarray(0, -8));
    body.writeBigUInt64BE(count, 6);
    await assert.rejects(attempt(sealed(body)), { code: 'saved.damaged' });
  }
  await assert.rejects(attempt(Buffer.alloc(300_000, 'ekhs\x01\x03')), { code: 'saved.damaged' }); // more than the module's buffer
  assert.deepEqual(await hasher.digest(file()), digestsOf(bytes));
});

// 2^32 − 64 zeros went in; the digests are those of `head -c 4294967297 /dev/zero | openssl dgst -sm3` and `-sha256`.
test('resume_justBelow4GiB_countsOn', async () => {
  const size = 2 ** 32 + 1;
  const rest = new Uint8Array(65);
  const blob = { size, name: '', lastModified: 0, slice: (begin) => (assert.equal(begin, size - rest.length), new Blob([rest])) };
  const state =
    'ZWtocwEDAAAAAP///8DDplsYs8Q7fzdCBkdmt+bf/c1lZru/CwQvBiqppInFmI5dXHUWDLGgSQ2rSGs8tvQ+VyejXRs11R5jCWQjnB2Fg4YbOkTu650=';

  const digests = await resumed({ state, bytes: size - 65, size, name: '', lastModified: 0 }, blob);

  assert.deepEqual(digests, {
    sm3: 'c94e95aa9dfce3d88c6db96f4c459289a4c1840280eaa8cc3293cef9d3575dc2',
    sha256: 'fbb82f7b353676bb562eb82157fcf0ea42c36492ca13ee56dbf82c08b6802c5c',
    bytes: size,
  });
});
