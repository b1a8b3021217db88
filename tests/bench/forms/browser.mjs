// The page that holds all three engines, in the system's Chromium.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const root = new URL('../../../', import.meta.url).pathname;
export const out = join(root, 'build/bench-forms');
export const dist = join(root, 'web/client/dist');
const own = new URL('page/', import.meta.url).pathname;

const types = { js: 'text/javascript', wasm: 'application/wasm' };
const html = '<!doctype html><meta charset="utf-8"><title>.</title><script type="module" src="page.js"></script>';

function serve() {
  const server = createServer((request, response) => {
    const name = basename(request.url);
    if (name === '') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      return;
    }
    try {
      const body = readFileSync(join(name === 'page.js' ? out : dist, name));
      response.writeHead(200, { 'content-type': types[name.split('.').pop()] ?? 'application/json' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Opens the page and gives it to `use`; ends the browser and removes what was written to `out`. */
export async function withPage(use) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  // Minified, as a page ships them; ekey's client stays as it is packed, beside its module.
  const client = { name: 'client', setup: (plugins) => plugins.onResolve({ filter: /^\.\/index\.js$/ }, () => ({ path: './index.js', external: true })) };
  await build({
    ...{ entryPoints: { page: join(own, 'page.mjs') }, outdir: out, bundle: true, format: 'esm', minify: true, target: 'es2022' },
    ...{ plugins: [client], logLevel: 'warning' },
  });
  const server = await serve();
  const browser = await chromium.launch({ executablePath: process.env.EKEY_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => document.title === 'loaded');
    return await use(page);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
    rmSync(out, { recursive: true, force: true });
  }
}
