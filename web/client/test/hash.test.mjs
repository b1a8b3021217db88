import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FileError, Hasher, UsageError, mostWorkers, progressInterval } from '../dist/index.js';
import { digestsOf, noise } from './support.mjs';

// A blob whose stream is written by hand; `size` is what it claims.
function scripted(size, pull) {
  return { size, stream: () => new ReadableStream({ pull }, { highWaterMark: 0 }) };
}

test('digest_standardExamples_areTheirDigests', async () => {
  const hasher = await Hasher.create();

  const { sm3, sha256 } = await hasher.digest(new Blob(['abc']));

  assert.equal(sm3, '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'); // GB/T 32905-2016, A.1
  assert.equal(sha256, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'); // FIPS 180-4
});

test('digest_everyLengthAroundTheBlock_equalsNodes', async () => {
  const hasher = await Hasher.create();
  for (let length = 0; length <= 130; ++length) {
    const bytes = noise(length, length);
    assert.deepEqual(await hasher.digest(new Blob([bytes])), digestsOf(bytes));
  }
});

test('digest_lengthsAroundTheModulesBuffer_equalNodes', async () => {
  const hasher = await Hasher.create();
  const buffer = 256 * 1024;
  for (const length of [buffer - 1, buffer, buffer + 1, 2 * buffer, 5_000_003]) {
    const bytes = noise(length, length);
    const inOnePiece = scripted(length, (controller) => (controller.enqueue(bytes), controller.close()));
    assert.deepEqual(await hasher.digest(inOnePiece), digestsOf(bytes));
  }
});

test('digest_manyAtOnce_doNotMix', async () => {
  const hasher = await Hasher.create();
  const files = Array.from({ length: 12 }, (_, i) => noise(200_000 + 7919 * i, i));

  const digests = await Promise.all(files.map((bytes) => hasher.digest(new Blob([bytes]))));

  assert.deepEqual(digests, files.map(digestsOf));
});

test('digest_manyThatFail_giveTheirMemoryBack', async () => {
  const hasher = await Hasher.create();
  for (let i = 0; i < 20_000; ++i) { // 250 bytes each: together more than the 4 MiB that the module may have
    await assert.rejects(hasher.digest(scripted(1, (controller) => controller.close())), FileError);
  }
  assert.deepEqual(await hasher.digest(new Blob(['abc'])), digestsOf(Buffer.from('abc')));
});

test('digest_progress_beginsWithNothingEndsWithAllAndKeepsItsInterval', async () => {
  const hasher = await Hasher.create();
  const bytes = noise(30_000_000);
  const reports = [];

  await hasher.digest(new Blob([bytes]), { onProgress: (progress) => reports.push({ ...progress, at: performance.now() }) });

  assert.deepEqual([reports[0].done, reports.at(-1).done], [0, bytes.length]);
  assert.ok(reports.every(({ total }) => total === bytes.length));
  for (let i = 1; i < reports.length; ++i) {
    assert.ok(reports[i].done > reports[i - 1].done);
    assert.ok(i === reports.length - 1 || reports[i].at - reports[i - 1].at >= progressInterval - 1);
  }
});

test('digest_oneLongPiece_isReportedAndAbortedInside', async () => {
  const hasher = await Hasher.create();
  const controller = new AbortController();
  const blob = scripted(1_000_000_000, (stream) => stream.enqueue(new Uint8Array(1_000_000_000)));
  const reports = [];
  const onProgress = ({ done }) => reports.push(done) === 3 && controller.abort(new Error('enough'));

  await assert.rejects(hasher.digest(blob, { onProgress, signal: controller.signal }), { message: 'enough' });

  assert.equal(reports.length, 3);
  assert.ok(reports[2] < 1_000_000_000);
});

test('digest_abortedBeforeItBegins_rejectsWithTheReason', async () => {
  const hasher = await Hasher.create();
  const reason = new Error('the applicant chose another file');
  await assert.rejects(hasher.digest(new Blob(['abc']), { signal: AbortSignal.abort(reason) }), reason);
});

test('digest_abortedWhileReading_rejectsAndCancelsTheStream', async () => {
  const hasher = await Hasher.create();
  const controller = new AbortController();
  let cancelled;
  const blob = {
    size: 10,
    stream: () =>
      new ReadableStream({ pull: () => controller.abort(new Error('stop')), cancel: (reason) => (cancelled = reason) }),
  };

  await assert.rejects(hasher.digest(blob, { signal: controller.signal }), { message: 'stop' });

  assert.equal(cancelled.message, 'stop');
  assert.deepEqual(await hasher.digest(new Blob(['abc'])), digestsOf(Buffer.from('abc')));
});

test('digest_readingThatStops_goesOnFromThere', async () => {
  const hasher = await Hasher.create();
  const bytes = noise(1_000_000);
  const stops = 300_000;
  let pulls = 0;
  const pull = (controller) => {
    if (pulls++ === 0) controller.enqueue(bytes.slice(0, stops));
  };
  const begins = [];
  const blob = {
    size: bytes.length,
    stream: () => new ReadableStream({ type: 'bytes', pull }),
    slice: (begin) => (begins.push(begin), new Blob([bytes.subarray(begin)])),
  };
  assert.deepEqual(await hasher.digest(blob), digestsOf(bytes));
  assert.deepEqual(begins, [stops]);
});

test('digest_fileThatVanishes_isUnreadable', async () => {
  const hasher = await Hasher.create();
  const blob = scripted(10, () => {
    throw new DOMException('gone', 'NotFoundError');
  });
  await assert.rejects(hasher.digest(blob), (error) => error instanceof FileError && error.code === 'file.unreadable');
});

for (const [name, found] of [['shorter', 9], ['longer', 11]]) {
  test(`digest_fileThatGot${name[0].toUpperCase()}${name.slice(1)}_hasChanged`, async () => {
    const hasher = await Hasher.create();
    const blob = scripted(10, (controller) => (controller.enqueue(new Uint8Array(found)), controller.close()));
    await assert.rejects(hasher.digest(blob), { name: 'FileError', code: 'file.changed', params: { bytes: 10, found } });
  });
}

test('close_digestUnderWay_rejectsItAndEveryLaterOne', async () => {
  const hasher = await Hasher.create();
  const underWay = hasher.digest({ size: 10, stream: () => new ReadableStream() });

  hasher.close();

  await assert.rejects(underWay, UsageError);
  await assert.rejects(hasher.digest(new Blob(['abc'])), UsageError);
});

for (const workers of [0, 17, 1.5, NaN]) {
  test(`create_${workers}Workers_isADefectOfTheCaller`, async () => {
    await assert.rejects(Hasher.create({ workers }), UsageError);
  });
}

test('create_asManyWorkersAsThereMayBe_isTaken', async () => {
  assert.equal(mostWorkers, 16);
  for (const workers of [1, mostWorkers]) {
    (await Hasher.create({ workers })).close();
  }
});
