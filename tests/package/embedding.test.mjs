// Every file and every command of docs/embedding.md, with the packed tarball, in the system's browsers.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { assertFaultless, browsers, open } from '../browser/support/browsers.mjs';
import { checkout, folder, read, tarball } from './support/packed.mjs';
import { chapters, follow, isFile, serve, write } from './support/walkthrough.mjs';

const english = chapters(read('docs/embedding.md'));
const [, pack, page, plain, vite, webpack, node, verifying, signing, forms] = english;
const words = JSON.parse(read('messages/zh-CN/rules.json'));
const failures = JSON.parse(read('messages/zh-CN/client.json'));
const licence = join(checkout, 'docs/images/renewal.png');

/** An empty folder with the tarball and the page. */
function begin() {
  const path = folder();
  copyFileSync(tarball, join(path, basename(tarball)));
  write(path, page.blocks);
  return path;
}

describe('embedding', () => {
  const running = {};
  before(async () => {
    for (const [name, launch] of Object.entries(browsers)) running[name] = await launch();
  });
  after(() => Promise.all(Object.values(running).map((browser) => browser.close())));

  /** What a newcomer does with the page: a wrong code, a file that is none, a file. */
  async function use(address) {
    for (const browser of Object.values(running)) {
      const opened = await open(browser);
      const modules = [];
      opened.on('response', (response) => response.url().includes('.wasm') && modules.push(response.headers()['content-type']));
      await opened.goto(address);
      await opened.waitForFunction(() => document.getElementById('file').onchange);
      await opened.locator('#uscc').pressSequentially('91120000PDY00001X8'); // typed: Firefox sees no change in what a script filled in
      await opened.press('#uscc', 'Tab');
      await opened.getByText(words['uscc.check_digit']).waitFor();
      await opened.setInputFiles('#file', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('plain text') });
      await opened.locator('#file-says', { hasText: 'JPEG' }).waitFor();
      await opened.setInputFiles('#file', licence);
      const hex = (algorithm) => createHash(algorithm).update(readFileSync(licence)).digest('hex');
      await opened.getByText(`SM3 ${hex('sm3')} SHA-256 ${hex('sha256')}`).waitFor();
      assert.deepEqual(modules, Array(3).fill('application/wasm')); // of rules, digests, and the files looked at
      opened.faults = opened.faults.filter((fault) => !fault.includes('favicon.ico')); // the policy has no img-src
      assertFaultless(opened);
      await opened.context().close();
    }
  }

  /** The page's title when it has settled. */
  async function title(browser, address) {
    const opened = await browser.newPage();
    await opened.goto(address);
    await opened.waitForFunction(() => document.title !== '…');
    const found = await opened.title();
    await opened.close();
    return found;
  }

  test('package_isMadeByTheDocumentedCommand', () => {
    assert.deepEqual(pack.blocks.map(({ info, text }) => [info, text]), [['checkout', './ekey pack\n']]); // run by support/packed.mjs
  });

  test('plainHtml_underTheStrictPolicy_checksAndDigests', async () => {
    const path = begin();
    await follow(path, plain.blocks, use);

    const server = await serve(path, 'node serve.mjs .');
    for (const browser of Object.values(running)) {
      assert.equal(await title(browser, `${server.address}pinned.html`), '13800138000');
    }
    appendFileSync(join(path, 'ekey/ekey-forms.wasm'), Buffer.of(0, 1, 0)); // an empty section: still a module, but another one
    for (const browser of Object.values(running)) {
      assert.equal(await title(browser, `${server.address}pinned.html`), 'TypeError');
    }
    await server.stop();
  });

  test('plainHtml_whereWebAssemblyIsRefused_takesTheScripts', async () => {
    const path = begin();
    await follow(path, plain.blocks.filter((block) => isFile(block) || block.info === ''));
    const script = readFileSync(join(path, 'serve.mjs'), 'utf8');
    for (const policy of [" 'wasm-unsafe-eval'", '']) {
      writeFileSync(join(path, 'serve.mjs'), script.replace(policy, ''));
      const server = await serve(path, 'node serve.mjs .');
      for (const browser of Object.values(running)) {
        assert.equal(await title(browser, `${server.address}refused.html`), '13800138000 66c7f0f4', policy);
      }
      await server.stop();
    }
  });

  for (const [what, allowed, code] of [
    ['WebAssembly', " 'wasm-unsafe-eval'", 'wasm.blocked'],
    ['Workers', " worker-src 'self';", 'worker.unavailable'],
  ]) {
    test(`plainHtml_underAPolicyWithout${what}_saysSoInThePage`, async () => {
      const path = begin();
      await follow(path, plain.blocks.filter((block) => isFile(block) || block.info === ''));
      const script = readFileSync(join(path, 'serve.mjs'), 'utf8');
      writeFileSync(join(path, 'serve.mjs'), script.replace(allowed, what === 'Workers' ? " worker-src 'none';" : ''));
      const server = await serve(path, 'node serve.mjs .');
      for (const browser of Object.values(running)) {
        const opened = await browser.newPage();
        await opened.goto(server.address);
        await opened.getByText(failures[code]).waitFor();
        await opened.close();
      }
      await server.stop();
    });
  }

  test('vite_inDevelopmentAndBuilt_checksAndDigests', async () => {
    const visited = [];
    await follow(begin(), vite.blocks, (address, info) => (visited.push(info), use(address)));
    assert.deepEqual(visited, ['dev', 'serve']);
  });

  test('webpack_built_checksAndDigests', async () => {
    const visited = [];
    await follow(begin(), webpack.blocks, (address, info) => (visited.push(info), use(address)));
    assert.deepEqual(visited, ['serve']);
  });

  test('server_inNode_printsWhatThePageSays', async () => {
    await follow(begin(), node.blocks);
  });

  test('verify_inNode_tellsTheRightContentFromTheAltered', async () => {
    await follow(begin(), verifying.blocks);
  });

  test('signing_withTheMockAndWithoutAHost_logsInAndSaysWhatToDo', async () => {
    await follow(begin(), signing.blocks, async (address) => {
      for (const browser of Object.values(running)) {
        const opened = await open(browser);
        const logsIn = async (page) => {
          await opened.goto(address + page);
          await opened.waitForFunction(() => document.getElementById('login').onclick);
          await opened.locator('#login').click();
        };
        await logsIn('key.html?mock');
        await opened.getByText('已登录：web-eid:1.0').waitFor();
        await logsIn('key.html');
        // A host of whoever runs the tests does not serve this page.
        const told = ['signer.absent', 'signer.origin'].map((code) => ({ says: failures[code], remedy: failures[`${code}.remedy`] }));
        await opened.locator('#remedy:not(:empty)').waitFor();
        const says = await opened.locator('#says').innerText();
        const { remedy } = told.find((one) => one.says === says);
        assert.equal(await opened.locator('#remedy').innerText(), remedy.replace('{origin}', new URL(address).origin));
        opened.faults = opened.faults.filter((fault) => !fault.includes('favicon.ico')); // the policy has no img-src
        assertFaultless(opened);
        await opened.context().close();
      }
    });
  });

  test('forms_withTheElementAndByHand_areFilledCheckedAndSubmitted', async () => {
    await follow(begin(), forms.blocks, async (address) => {
      for (const browser of Object.values(running)) {
        const opened = await open(browser);
        await opened.goto(`${address}visit.html`);
        await opened.locator('#ekey-next').click();
        await opened.locator('#ekey-errors:focus').waitFor();
        await opened.getByRole('link', { name: '请填写手机号码' }).click();
        await opened.locator(':focus').fill('138 0013 8000');
        await opened.getByLabel('登录名').fill('office');
        await opened.getByRole('button', { name: '再添加一把' }).click();
        await opened.getByRole('button', { name: '删除 电子钥匙 2' }).click();
        await opened.locator('#ekey-next').click();
        await opened.getByRole('heading', { name: '核对填写的内容' }).waitFor();
        await opened.waitForFunction(() => localStorage.getItem('visit')?.includes('13800138000'));
        await opened.locator('#ekey-next').click();
        await opened.getByText(/^可以签名：\d+ 个字符$/).waitFor();
        opened.faults = opened.faults.filter((fault) => !fault.includes('favicon.ico'));
        assertFaultless(opened);
        await opened.context().close();
      }
    });
  });

  test('documentation_inBothLanguages_hasTheSameBlocks', () => {
    const chinese = chapters(read('docs/embedding.zh-CN.md'));
    assert.deepEqual(chinese.map(({ blocks }) => blocks), english.map(({ blocks }) => blocks));
  });

  test('documentation_everyBlock_isDoneByATest', () => {
    const done = [pack, page, plain, vite, webpack, node, verifying, signing, forms].flatMap(({ blocks }) => blocks);
    assert.deepEqual(english.flatMap(({ blocks }) => blocks).length, done.length);
    const fences = read('docs/embedding.md').match(/^```/gm).length;
    assert.equal(fences, 2 * done.length);
    const kinds = done.map((block) => (isFile(block) ? 'file' : `${block.language} ${block.info}`.trim()));
    assert.deepEqual([...new Set(kinds)].sort(), ['file', 'sh', 'sh checkout', 'sh dev', 'sh serve', 'text']);
  });

  test('documentation_bundlers_areThoseThatAreLocked', () => {
    const { devDependencies } = JSON.parse(read('package.json'));
    const named = [...read('docs/embedding.md').matchAll(/(vite|webpack|webpack-cli)@([\d.]+)/g)].map(([, name, version]) => [name, version]);
    assert.equal(named.length, 3);
    assert.deepEqual(named, named.map(([name]) => [name, devDependencies[name]]));
  });
});
