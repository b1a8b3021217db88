// Files that do not stay as they were chosen, in the system's browsers.
import assert from 'node:assert/strict';
import { appendFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { browsers, serve, strict } from './browser-support.mjs';
import { digestsOf, noise } from './support.mjs';

let site;
before(async () => (site = await serve({ '/strict/': strict })));
after(() => site.close());

const length = 100_000;
const later = (path) => utimesSync(path, new Date(), new Date(Date.now() + 60_000)); // Chromium compares whole seconds
const fates = {
  Vanished: rmSync,
  Grew: (path) => (appendFileSync(path, 'more'), later(path)),
  Shrank: (path) => (truncateSync(path, length - 1), later(path)),
  BecameEmpty: (path) => (truncateSync(path, 0), later(path)),
};
// Chromium compares the time of the file and refuses to read on; Firefox reads what is there.
const codes = {
  chromium: { Vanished: 'unreadable', Grew: 'unreadable', Shrank: 'unreadable', BecameEmpty: 'unreadable' },
  firefox: { Vanished: 'unreadable', Grew: 'changed', Shrank: 'changed', BecameEmpty: 'changed' },
};

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    async function choose(file, bytes) {
      const opened = await site.open(browser, '/strict/');
      const path = join(site.folder, `${name}-${file}`);
      writeFileSync(path, bytes);
      await opened.setInputFiles('input', path);
      await opened.evaluate(() => document.querySelector('input').files[0].lastModified); // the browser has looked at it
      return [opened, path];
    }

    const refusal = (opened) =>
      opened.evaluate(async () => {
        const hasher = await ekey.Hasher.create();
        const [file] = document.querySelector('input').files;
        const onProgress = ({ done }) => done > 0 && globalThis.midway?.();
        return hasher.digest(file, { onProgress }).then(String, (error) => error instanceof ekey.FileError && error.code);
      });

    for (const [fate, alter] of Object.entries(fates)) {
      test(`digest_fileThat${fate}SinceItWasChosen_isRefused`, async () => {
        const [opened, path] = await choose(fate, noise(length));
        alter(path);
        assert.equal(await refusal(opened), `file.${codes[name][fate]}`);
      });
    }

    test('digest_fileCutWhileItIsRead_hasChanged', async () => {
      const [opened, path] = await choose('cut', Buffer.alloc(150_000_000));
      await opened.exposeFunction('midway', () => truncateSync(path, 1000));
      assert.match(await refusal(opened), /^file\.(changed|unreadable)$/);
    });

    test('digest_emptyFile_isTheDigestsOfNothing', async () => {
      const [opened] = await choose('empty', '');
      const digests = await opened.evaluate(async () => {
        const hasher = await ekey.Hasher.create();
        return hasher.digest(document.querySelector('input').files[0]);
      });
      assert.deepEqual(digests, digestsOf(Buffer.alloc(0)));
    });
  });
}
