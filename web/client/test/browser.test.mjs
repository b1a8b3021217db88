// The package in the system's browsers, served under the policy that docs ask of a site.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { browsers, serve, strict } from './browser-support.mjs';
import { digestsOf, noise } from './support.mjs';

const policies = {
  '/strict/': strict,
  '/no-wasm/': strict.replace(" 'wasm-unsafe-eval'", ''),
  '/no-worker/': strict.replace("worker-src 'self'", "worker-src 'none'"),
};

let site;
before(async () => (site = await serve(policies)));
after(() => site.close());

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    const open = (base) => site.open(browser, base);

    test('digest_underTheStrictPolicyInAWorker_equalsNodes', async () => {
      const opened = await open('/strict/');
      const path = join(site.folder, `${name}.bin`);
      const bytes = noise(12_345_678);
      writeFileSync(path, bytes);
      await opened.setInputFiles('input', path);

      const [digests, first, last] = await opened.evaluate(async () => {
        const hasher = await ekey.Hasher.create();
        const reports = [];
        const [file] = document.querySelector('input').files;
        const found = await hasher.digest(file, { onProgress: ({ done }) => reports.push(done) });
        hasher.close();
        return [found, reports[0], reports.at(-1)];
      });

      assert.deepEqual(digests, digestsOf(bytes));
      assert.deepEqual([first, last], [0, bytes.length]);
    });

    test('check_underTheStrictPolicy_isTheRulesOfCore', async () => {
      const opened = await open('/strict/');
      const [checked, wrong] = await opened.evaluate(async () => {
        const rules = await ekey.Rules.load();
        return [rules.check('mobile', '１３８ ００１３ ８０００'), rules.check('uscc', '91120000PDY00001X8').errors[0].code];
      });
      assert.deepEqual(checked, { normalized: '13800138000', errors: [], masked: '138****8000', parts: {} });
      assert.equal(wrong, 'uscc.check_digit');
    });

    test('digest_abortedInTheWorker_rejectsAndTheNextOneWorks', async () => {
      const opened = await open('/strict/');
      const [reason, digests] = await opened.evaluate(async () => {
        const hasher = await ekey.Hasher.create();
        const controller = new AbortController();
        const big = hasher.digest(new Blob([new Uint8Array(50_000_000)]), {
          signal: controller.signal,
          onProgress: () => controller.abort(new Error('another file')),
        });
        const message = await big.then(String, (error) => error.message);
        return [message, await hasher.digest(new Blob(['abc']))];
      });
      assert.equal(reason, 'another file');
      assert.deepEqual(digests, digestsOf(Buffer.from('abc')));
    });

    for (const [base, policy, expected] of [
      ['/no-wasm/', 'WithoutWasm', 'WasmBlockedError wasm.blocked'],
      ['/no-worker/', 'WithoutWorkers', 'WorkerError worker.unavailable'],
    ]) {
      test(`create_underAPolicy${policy}_isRefusedByName`, async () => {
        const opened = await open(base);
        const refused = await opened.evaluate(() =>
          ekey.Hasher.create().then(String, (error) => `${error.name} ${error.code}`),
        );
        assert.equal(refused, expected);
      });
    }
  });
}
