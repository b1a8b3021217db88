// Several files at once on workers, in the system's browsers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { browsers, serve, strict } from './browser-support.mjs';
import { digestsOf } from './support.mjs';

// The real worker, but a file of 13 bytes kills it, and each start is counted.
const dying = `import './hash-worker.js';
addEventListener('message', ({ data }) => {
  if (data.order?.blob.size === 13) { throw new Error('killed by the test'); }
});
new BroadcastChannel('starts').postMessage('one');`;

let site;
before(async () => (site = await serve({ '/strict/': strict }, { 'dying-worker.js': dying })));
after(() => site.close());

const abc = digestsOf(Buffer.from('abc'));

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());
    const inPage = async (run) => (await site.open(browser, '/strict/')).evaluate(run);

    test('digest_moreFilesThanWorkers_allEndAndNoMoreWorkersAreStarted', async () => {
      const [digests, starts] = await inPage(async () => {
        let started = 0;
        new BroadcastChannel('starts').onmessage = () => (started += 1);
        const hasher = await ekey.Hasher.create({ workers: 2, worker: new URL('dying-worker.js', location.href) });
        const files = Array.from({ length: 7 }, (_, i) => new Blob(['abc', new Uint8Array(1_000_000 * (i % 2))]));
        const all = await Promise.all(files.map((file) => hasher.digest(file)));
        return [all, started];
      });
      const long = digestsOf(Buffer.concat([Buffer.from('abc'), Buffer.alloc(1_000_000)]));
      assert.deepEqual(digests, [abc, long, abc, long, abc, long, abc]);
      assert.ok(starts <= 2, `${starts} were started`);
    });

    test('digest_twoFilesOnTwoWorkers_areUnderWayTogether', async () => {
      const outcomes = await inPage(async () => {
        const hasher = await ekey.Hasher.create({ workers: 2 });
        const piece = new Blob([new Uint8Array(10_000_000)]);
        const endless = new Blob(Array(500).fill(piece)); // 5 GB: over only when it is aborted
        const controllers = [new AbortController(), new AbortController()];
        const begun = new Set();
        const digests = controllers.map(({ signal }, i) =>
          hasher.digest(endless, {
            signal,
            onProgress: () => begun.add(i).size === 2 && controllers.forEach((one) => one.abort(new Error('both'))),
          }),
        );
        return Promise.all(digests.map((one) => one.then(String, ({ message }) => message)));
      });
      assert.deepEqual(outcomes, ['both', 'both']);
    });

    test('digest_fileWhoseWorkerDies_costsThatFileOnly', async () => {
      const outcomes = await inPage(async () => {
        const hasher = await ekey.Hasher.create({ workers: 1, worker: new URL('dying-worker.js', location.href) });
        const sizes = [3, 13, 3, 13, 13, 13, 13, 3];
        const files = sizes.map((size) => new Blob([size === 3 ? 'abc' : new Uint8Array(size)]));
        return Promise.all(files.map((file) => hasher.digest(file).then(({ sm3 }) => sm3, (error) => `${error.name} ${error.code}`)));
      });
      const died = 'WorkerError worker.failed';
      assert.deepEqual(outcomes, [abc.sm3, died, abc.sm3, died, died, died, died, abc.sm3]);
    });

    test('digest_abortedWhileItWaits_neverBegins', async () => {
      const [reason, reports, digests] = await inPage(async () => {
        const hasher = await ekey.Hasher.create({ workers: 1 });
        const controller = new AbortController();
        const seen = [];
        const first = hasher.digest(new Blob([new Uint8Array(20_000_000)]));
        const waiting = hasher.digest(new Blob(['x']), { signal: controller.signal, onProgress: ({ done }) => seen.push(done) });
        const last = hasher.digest(new Blob(['abc']));
        controller.abort(new Error('not this one'));
        const message = await waiting.then(String, (error) => error.message);
        await first;
        return [message, seen, await last];
      });
      assert.deepEqual([reason, reports, digests], ['not this one', [], abc]);
    });

    test('close_filesUnderWayAndWaiting_rejectsAll', async () => {
      const names = await inPage(async () => {
        const hasher = await ekey.Hasher.create({ workers: 1 });
        const all = [1, 2, 3].map(() => hasher.digest(new Blob([new Uint8Array(20_000_000)])));
        hasher[Symbol.dispose]();
        all.push(hasher.digest(new Blob(['abc'])));
        return Promise.all(all.map((one) => one.then(String, (error) => error.name)));
      });
      assert.deepEqual(names, Array(4).fill('UsageError'));
    });

    test('resume_afterAReload_equalsNodes', async () => {
      const opened = await site.open(browser, '/strict/');
      await opened.evaluate(async () => {
        const hasher = await ekey.Hasher.create();
        const controller = new AbortController();
        const onState = (saved) => (sessionStorage.setItem('digest', JSON.stringify(saved)), controller.abort());
        const file = new File([new Uint8Array(30_000_000)], 'a.bin', { lastModified: 7 });
        await hasher.digest(file, { onState, stateInterval: 0, signal: controller.signal }).catch(() => {});
      });
      await opened.reload();
      await opened.waitForFunction(() => document.title === 'loaded');
      const [first, digests] = await opened.evaluate(async () => {
        const hasher = await ekey.Hasher.create();
        const reports = [];
        const file = new File([new Uint8Array(30_000_000)], 'a.bin', { lastModified: 7 });
        const resume = JSON.parse(sessionStorage.getItem('digest'));
        const found = await hasher.digest(file, { resume, onProgress: ({ done }) => reports.push(done) });
        return [reports[0], found];
      });
      assert.ok(first > 0);
      assert.deepEqual(digests, digestsOf(Buffer.alloc(30_000_000)));
    });

    test('resume_damagedState_isRefusedByNameAndTheWorkerGoesOn', async () => {
      const [refused, digests] = await inPage(async () => {
        const hasher = await ekey.Hasher.create({ workers: 1 });
        const resume = { state: btoa('ekhs'), bytes: 1, size: 3, name: '', lastModified: 0 };
        const error = await hasher.digest(new Blob(['abc']), { resume }).catch((reason) => reason);
        return [`${error instanceof ekey.SavedDigestError} ${error.code}`, await hasher.digest(new Blob(['abc']))];
      });
      assert.deepEqual([refused, digests], ['true saved.damaged', abc]);
    });
  });
}
