// verify() in the system's browsers: the fixtures' verdicts, byte for byte those of Node, and the module fetched only when it is needed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Verifier } from '../dist/index.js';
import { browsers, serve, strict } from './browser-support.mjs';
import { argumentsOf, cases } from './verify-support.mjs';

let site;
before(async () => (site = await serve({ '/strict/': strict, '/no-wasm/': strict.replace(" 'wasm-unsafe-eval'", '') })));
after(() => site.close());

/** Arguments as a page gets them: bytes cross as arrays of numbers. */
function portable(one) {
  const [signedData, { content, anchors, revocationLists, at }] = argumentsOf(one);
  const lists = revocationLists?.map((file) => [...file]);
  return [[...signedData], { content: content && [...content], anchors: anchors.map((file) => [...file]), lists, at: at.toISOString() }];
}

const inPage = (all) =>
  Promise.all(
    all.map(async ([signedData, { content, anchors, lists, at }]) => {
      const bytes = (numbers) => Uint8Array.from(numbers);
      const options = {
        ...(content && { content: bytes(content) }),
        anchors: anchors.map(bytes),
        ...(lists && { revocationLists: lists.map(bytes) }),
        at: new Date(at),
      };
      return JSON.stringify(await ekey.verify(bytes(signedData), options));
    }),
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    test('verify_everyCaseUnderTheStrictPolicy_isWhatNodeSays', async () => {
      const verifier = await Verifier.load();
      const opened = await site.open(browser, '/strict/');
      const found = await opened.evaluate(inPage, cases.map(portable));
      assert.deepEqual(found, cases.map((one) => JSON.stringify(verifier.verify(...argumentsOf(one)))));
    });

    test('verify_untilItIsCalled_fetchesNothingAndThenOnce', async () => {
      const opened = await browser.newPage();
      const fetched = [];
      opened.on('request', (request) => fetched.push(request.url().split('/').pop()));
      await opened.goto(site.address('/strict/'));
      await opened.waitForFunction(() => document.title === 'loaded');
      const module = () => fetched.filter((file) => file === 'ekey-verify.wasm').length;
      assert.equal(module(), 0);
      await opened.evaluate(inPage, [portable(cases[0]), portable(cases[1])]);
      assert.equal(module(), 1);
    });

    test('verify_underAPolicyWithoutWasm_isRefusedByName', async () => {
      const opened = await site.open(browser, '/no-wasm/');
      const refused = await opened.evaluate(() => ekey.verify(new Uint8Array(1), { anchors: [] }).then(String, ({ name: kind, code }) => `${kind} ${code}`));
      assert.equal(refused, 'WasmBlockedError wasm.blocked');
    });
  });
}
