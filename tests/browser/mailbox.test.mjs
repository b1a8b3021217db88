// The demonstration's mailbox: what its page shows, and what it does not do.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { assertAccessible, assertFaultless, browsers, open } from './support/browsers.mjs';
import { Mailbox } from './support/mailbox.mjs';

const keep = 5;
const bytesMost = 1 << 20;

const status = (address, options) =>
  new Promise((resolve, reject) => {
    const asked = (options.method ? request : get)(address, options, (answer) => resolve(answer.resume().statusCode));
    asked.on('error', reject).end();
  });

describe('mailbox', { concurrency: 1 }, () => {
  let folder, mailbox;

  before(() => (folder = mkdtempSync(join(tmpdir(), 'ekey-mailbox-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const within = (title, steps) =>
    test(`mailbox_${title}`, async () => {
      mailbox = await Mailbox.start(folder, ['--keep', String(keep)]);
      try {
        await steps();
      } finally {
        await mailbox.stop();
      }
    });

  for (const [name, launch] of Object.entries(browsers)) {
    within(`${name}_showsNewMailsByItselfAsTextWithLinks`, async () => {
      const browser = await launch();
      try {
        const page = await open(browser, { viewport: { width: 320, height: 640 } });
        await page.goto(mailbox.address);
        await page.getByText('还没有邮件').waitFor();
        const hostile = '<img src=x onerror=alert(1)> & "x"';
        mailbox.send('li@demonstration.example', `<b>${hostile}</b>`, `${hostile}\nhttps://portal.example/a?b=1&c=%22#d。(http://localhost:1/x).\njavascript:alert(1)`);
        await page.locator('article').waitFor();
        assert.equal(await page.locator('h2').textContent(), `<b>${hostile}</b>`);
        assert.ok((await page.locator('.text').textContent()).startsWith(hostile));
        assert.equal(await page.locator('article img, article b, article script').count(), 0);
        const links = await page.evaluate(() => [...document.links].map(({ href, rel }) => [href, rel]));
        const rel = 'noopener noreferrer';
        assert.deepEqual(links, [['https://portal.example/a?b=1&c=%22#d', rel], ['http://localhost:1/x', rel]]);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
        await assertAccessible(page, 'mailbox', { all: true });
        assertFaultless(page);
      } finally {
        await browser.close();
      }
    });
  }

  within('keepsTheLastMailsAndCountsOneThatComesAgain', async () => {
    for (let i = 0; i < keep + 1; i += 1) mailbox.send(`${i}@demonstration.example`, `题 ${i}`, '文', i);
    mailbox.send(`${keep}@demonstration.example`, `题 ${keep}`, '文', keep);
    const mails = await mailbox.mails();
    assert.deepEqual(mails.map(({ subject }) => subject), ['题 5', '题 4', '题 3', '题 2', '题 1']);
    assert.deepEqual(mails.map(({ deliveries }) => deliveries), [2, 1, 1, 1, 1]);
    assert.equal((await mailbox.mails('3@Demonstration.example')).length, 1);
    assert.equal((await mailbox.mails('0@demonstration.example')).length, 0);
  });

  within('takesNoMailThatIsTooLarge', async () => {
    const bytes = (size) => 'x'.repeat(size);
    mailbox.send('a@demonstration.example', '题', bytes(bytesMost / 2));
    assert.throws(() => mailbox.send('a@demonstration.example', '题', bytes(bytesMost)));
    assert.equal((await mailbox.mails()).length, 1);
  });

  within('answersOnlyThisMachinesPagesAndOnlyReads', async () => {
    const { port } = new URL(mailbox.address);
    assert.equal(await status(mailbox.address, { headers: { host: 'evil.example' } }), 421);
    assert.equal(await status(mailbox.address, { headers: { host: `127.0.0.1:${port}` } }), 200);
    assert.equal(await status(`${mailbox.address}/mails.json`, { method: 'DELETE' }), 405);
    for (const path of ['/constructor', '/style.css/', '/../main.mjs']) assert.equal(await status(mailbox.address, { path }), 404, path);
    const { headers } = await fetch(mailbox.address);
    assert.match(headers.get('content-security-policy'), /^default-src 'none'/);
    assert.equal(headers.get('cache-control'), 'no-store');
  });
});
