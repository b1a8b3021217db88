// Pages that are not the portal's: of a site that embeds @ekey/client, on loopback or as a public site by https.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { hostPorts } from './world.mjs';

const dist = fileURLToPath(new URL('../../../web/client/dist/', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.css': 'text/css' };
const reach = hostPorts.map((port) => `http://127.0.0.1:${port} ws://127.0.0.1:${port}`).join(' ');

/** What docs/embedding.md asks of a site that uses the signer. */
export const signerPolicy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${reach}`;

export const pages = {
  '/': '<!doctype html><meta charset="utf-8"><title>…</title><script type="module" src="/page.js"></script>',
  '/page.js': "import * as ekey from './index.js'; Object.assign(globalThis, { ekey }); document.title = 'loaded';",
};

/** Name of the public site, which no resolver but that of the test knows. */
export const publicName = 'portal.test';

/** Serves the package below / with `own` pages beside it: {port, stop()}. `folder`: for the certificate of a site by https. */
export async function servePages({ own = pages, policy = signerPolicy, folder } = {}) {
  const answer = ({ url }, response) => {
    const file = join(dist, url.slice(1));
    const body = own[url] ?? (file.startsWith(dist) && extname(file) && existsSync(file) ? readFileSync(file) : undefined);
    const headers = { 'content-type': types[extname(url)] ?? 'text/html', ...(policy && { 'content-security-policy': policy }) };
    response.writeHead(body === undefined ? 404 : 200, headers).end(body);
  };
  const server = folder ? createSecureServer(certificate(folder), answer) : createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: server.address().port, stop };
}

function certificate(folder) {
  const [key, cert] = ['site.key', 'site.pem'].map((name) => join(folder, name));
  const subject = ['-subj', `/CN=${publicName}`, '-addext', `subjectAltName=DNS:${publicName}`];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', ...subject], { stdio: 'pipe' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** The page once the package is in it. */
export async function opened(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => document.title === 'loaded');
  return page;
}

/** In the page: connects, and tells what the host is called, or the code of what went wrong. */
export const connects = (page, options = {}) =>
  page.evaluate(async (given) => {
    try {
      globalThis.signer = await ekey.Signer.connect(given);
      return signer.host.host.name;
    } catch (error) {
      return error.code ?? String(error);
    }
  }, options);
