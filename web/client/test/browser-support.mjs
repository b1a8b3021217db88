// The package on a page of its own, in the system's browsers.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, firefox } from 'playwright-core';

import { dist } from './support.mjs';

export const browsers = {
  chromium: () => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }),
  firefox: () => firefox.launch({ channel: 'moz-firefox', executablePath: '/usr/bin/firefox' }),
};

/** The policy that docs ask of a site. */
export const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

const types = { js: 'text/javascript', wasm: 'application/wasm' };
const page = '<!doctype html><meta charset="utf-8"><title>.</title><input type="file"><script type="module" src="page.js"></script>';
const script = "import * as ekey from './index.js'; globalThis.ekey = ekey; document.title = 'loaded';";

/**
 * Serves dist/ below each base (such as "/strict/") under its policy, and `scripts` beside it.
 * `folder` is for files to choose. `close` ends and removes all.
 */
export async function serve(policies, scripts = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-client-'));
  const own = { '': page, 'page.js': script, ...scripts };
  const server = createServer((request, response) => {
    const [, base, name] = /^(\/[a-z-]+\/)([a-z./-]*)$/.exec(request.url) ?? [];
    const policy = policies[base];
    if (!policy) {
      response.writeHead(404).end();
      return;
    }
    const type = types[name.split('.').pop()] ?? 'text/html';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(own[name] ?? readFileSync(dist(name)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    folder,
    address: (base) => origin + base,
    async open(browser, base) {
      const opened = await browser.newPage();
      await opened.goto(origin + base);
      await opened.waitForFunction(() => document.title === 'loaded');
      return opened;
    },
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}
