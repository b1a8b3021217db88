// A page of ours in the system's Chromium, with the package and its peers at hand.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const root = new URL('../../../', import.meta.url).pathname;
export const out = join(root, 'build/bench-client');
export const dist = join(root, 'web/client/dist');
const own = new URL('page/', import.meta.url).pathname;

const types = { js: 'text/javascript', wasm: 'application/wasm' };
const html = '<!doctype html><meta charset="utf-8"><title>.</title><input type="file" multiple><script type="module" src="page.js"></script>';
const folders = { 'peer-worker.js': out, 'page.js': own, 'checks.js': own, 'memory.js': own, 'memory-worker.js': own };

function serve() {
  const server = createServer((request, response) => {
    const name = basename(request.url);
    if (name === '') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      return;
    }
    try {
      const body = readFileSync(join(folders[name] ?? dist, name));
      response.writeHead(200, { 'content-type': types[name.split('.').pop()] ?? 'application/json' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Opens the page and gives it to `use` with the browser; ends both and removes what was written to `out`. */
export async function withPage(use) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({ entryPoints: [join(own, 'peer-worker.js')], outdir: out, bundle: true, format: 'esm', minify: true, logLevel: 'warning' });
  const server = await serve();
  const browser = await chromium.launch({ executablePath: process.env.EKEY_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => document.title === 'loaded');
    return await use(page, browser);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
    rmSync(out, { recursive: true, force: true });
  }
}
