// The page and its list as JSON, on loopback.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { page } from './page.mjs';

const read = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');
const style = read('../../web/site/style/tokens.css') + read('style.css');
const script = read('reload.js');

const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const answers = {
  '/': (mails) => ['text/html; charset=utf-8', page(mails.list())],
  '/style.css': () => ['text/css; charset=utf-8', style],
  '/reload.js': () => ['text/javascript; charset=utf-8', script],
  '/mails.json': (mails, query) => ['application/json', JSON.stringify(mails.list(query.get('to')))],
};

/** Not listening yet. */
export function webServer(mails) {
  const server = createServer((request, response) => {
    const say = (status, type, text) => response.writeHead(status, { ...headers, 'Content-Type': type }).end(text);
    const plain = (status, text) => say(status, 'text/plain; charset=utf-8', text);
    // A name that leads here from elsewhere would let another site read the mails (DNS rebinding).
    const { port } = server.address();
    if (![`localhost:${port}`, `127.0.0.1:${port}`].includes(request.headers.host)) return plain(421, 'not here\n');
    if (request.method !== 'GET') return plain(405, 'GET only\n');
    if (!URL.canParse(request.url, 'http://localhost')) return plain(400, 'no address\n');
    const url = new URL(request.url, 'http://localhost');
    const answer = Object.hasOwn(answers, url.pathname) ? answers[url.pathname] : undefined;
    return answer ? say(200, ...answer(mails, url.searchParams)) : plain(404, 'nothing here\n');
  });
  return server;
}
