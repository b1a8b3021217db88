// The package in the system's browsers, served under the policy that docs ask of a site.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { chromium, firefox } from 'playwright-core';

import { digestsOf, dist, noise } from './support.mjs';

const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
const policies = {
  '/strict/': strict,
  '/no-wasm/': strict.replace(" 'wasm-unsafe-eval'", ''),
  '/no-worker/': strict.replace("worker-src 'self'", "worker-src 'none'"),
};
const types = { js: 'text/javascript', wasm: 'application/wasm' };
const page = '<!doctype html><meta charset="utf-8"><title>.</title><input type="file"><script type="module" src="page.js"></script>';
const script = "import * as ekey from './index.js'; globalThis.ekey = ekey; document.title = 'loaded';";

let server;
let origin;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ekey-client-'));
  server = createServer((request, response) => {
    const [, base, name] = /^(\/[a-z-]+\/)([a-z.-]*)$/.exec(request.url) ?? [];
    const policy = policies[base];
    if (!policy) {
      response.writeHead(404).end();
      return;
    }
    const type = types[name.split('.').pop()] ?? 'text/html';
    const body = name === '' ? page : name === 'page.js' ? script : readFileSync(dist(name));
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

const browsers = {
  chromium: () => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }),
  firefox: () => firefox.launch({ channel: 'moz-firefox', executablePath: '/usr/bin/firefox' }),
};

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    async function open(base) {
      const opened = await browser.newPage();
      await opened.goto(origin + base);
      await opened.waitForFunction(() => document.title === 'loaded');
      return opened;
    }

    test('digest_underTheStrictPolicyInAWorker_equalsNodes', async () => {
      const opened = await open('/strict/');
      const path = join(folder, `${name}.bin`);
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

    for (const [fate, alter] of [['Vanished', (path) => rmSync(path)], ['Grew', (path) => appendFileSync(path, 'more')]]) {
      test(`digest_fileThat${fate}SinceItWasChosen_isRefused`, async () => {
        const opened = await open('/strict/');
        const path = join(folder, `${name}-${fate}.bin`);
        writeFileSync(path, noise(100_000));
        await opened.setInputFiles('input', path);
        alter(path);

        const refused = await opened.evaluate(async () => {
          const hasher = await ekey.Hasher.create();
          const [file] = document.querySelector('input').files;
          return hasher.digest(file).then(String, (error) => `${error.name} ${error instanceof ekey.FileError}`);
        });

        assert.equal(refused, 'FileError true');
      });
    }

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
