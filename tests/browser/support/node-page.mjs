// A page in Node as far as the signer needs one: requests and sockets that carry an Origin, and CORS. Node's own WebSocket cannot.
import { request } from 'node:http';

import WebSocket from 'ws';

const names = ['fetch', 'WebSocket', 'location', 'navigator'];

/** Lets this process be a page of that origin; what is given back ends it. */
export function pageOf(origin) {
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });
  put('location', { origin, hostname: new URL(origin).hostname });
  put('navigator', {});
  put('fetch', (url, options) => fetchFrom(origin, url, options));
  put('WebSocket', class extends WebSocket {
    constructor(address, protocol) {
      super(address, protocol, { origin });
      this.on('error', () => {}); // a page hears only that it closed
    }
  });
  return () => {
    for (const [name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  };
}

function fetchFrom(origin, url, { mode, signal }) {
  return new Promise((resolve, reject) => {
    const refused = () => reject(new TypeError('Failed to fetch'));
    const asked = request(url, { headers: { origin }, signal }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => (text += piece)).on('error', refused).on('end', () => {
        if (mode === 'cors' && answer.headers['access-control-allow-origin'] !== origin) return refused();
        resolve({ ok: answer.statusCode === 200, status: answer.statusCode, json: async () => JSON.parse(text) });
      });
    });
    asked.on('error', refused).end();
  });
}
