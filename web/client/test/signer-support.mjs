// A browser and a scripted host for the signer: ordered pairs of an expected call and its answer; anything else fails.
import assert from 'node:assert/strict';

import { SignerError } from '../dist/index.js';
import { ports } from './protocol.mjs';

export const hello = { protocol: 'ekey.v1', host: { name: 'ekey-host', version: '1.2.3' }, capabilities: ['sign'], development: false };
export const base64 = (bytes) => Buffer.from(bytes).toString('base64');
export const nonce = base64(Buffer.alloc(32, 7));
export const code = (wanted) => (error) => error instanceof SignerError && error.code === wanted;

const names = ['fetch', 'WebSocket', 'navigator', 'location', 'isSecureContext', 'localStorage'];
const real = Object.fromEntries(names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
export const put = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

export class Scripted {
  answering = [ports[2]]; // ports on which a host is healthy to this page
  present = [ports[2]]; // ports on which something answers at all
  silent = []; // ports on which a program takes the connection and says nothing
  hanging = []; // ports on which a program takes no connection, and refuses none
  refusing = []; // ports on which one refuses every connection
  slow = []; // ports that answer only after every other one
  health = {}; // what another program says there, by port: {status, body}
  fetched = 0; // how often anything was asked
  permission = {}; // what the browser says by name; a name that is not there is one that it does not know
  script = [['hello', hello]]; // [method, answer] in order: an answer is a result, a {code}, a text that is sent as it is, or undefined: none
  taken = true; // whether the host takes connections; 'error': it does not, and the socket fires nothing else
  opened = []; // the sockets
  stored = new Map(); // localStorage
  #statuses = [];
  userActivation = undefined; // {isActive}, where the browser tells

  /** Puts all this in the place of a browser. */
  constructor() {
    const host = this;
    put('WebSocket', class {
      constructor(url, protocol) {
        assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+\/ekey\.v1$/);
        assert.equal(protocol, 'ekey.v1');
        return new ScriptedSocket(host, url);
      }
    });
    put('location', { hostname: 'portal.example', origin: 'https://portal.example' });
    put('isSecureContext', true);
    put('localStorage', { getItem: (key) => this.stored.get(key) ?? null, setItem: (key, value) => void this.stored.set(key, value) });
    put('navigator', {
      get userActivation() {
        return host.userActivation;
      },
      permissions: {
        query: async ({ name }) => {
          if (this.permission[name] === undefined) throw new TypeError(name);
          return this.#statusOf(name);
        },
      },
    });
    put('fetch', async (url, { mode, signal }) => {
      const port = Number(new URL(url).port);
      assert.ok(ports.includes(port));
      ++this.fetched;
      if (this.silent.includes(port)) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      if (this.slow.includes(port)) await new Promise((resolve) => setImmediate(resolve));
      const other = this.health[port];
      if (other && mode === 'cors') return { ok: (other.status ?? 200) === 200, status: other.status ?? 200, json: async () => JSON.parse(JSON.stringify(other.body)) };
      if (mode === 'no-cors' ? this.present.includes(port) : this.answering.includes(port)) {
        return { ok: true, status: 200, json: async () => ({ host: 'ekey-host', version: hello.host.version }) };
      }
      throw new TypeError('refused');
    });
  }

  /** The person answers the browser's question. */
  decide(name, state) {
    this.permission[name] = state;
    for (const status of this.#statuses) status.onchange?.();
  }

  #statusOf(name) {
    const { permission } = this;
    const status = {
      get state() {
        return permission[name];
      },
      onchange: null,
    };
    this.#statuses.push(status);
    return status;
  }

  get socket() {
    return this.opened.at(-1);
  }

  /** The host says this unasked. */
  notify(method, params = {}) {
    this.socket.onmessage({ data: JSON.stringify({ jsonrpc: '2.0', method, params }) });
  }

  /** What was sent with these methods, in order. */
  sent(...methods) {
    return this.opened.flatMap(({ sent }) => sent).filter(({ method }) => methods.includes(method)).map(({ params }) => params);
  }

  restore() {
    for (const [name, descriptor] of Object.entries(real)) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  }
}

class ScriptedSocket {
  sent = [];
  closed = false;
  #host;

  constructor(host, url) {
    [this.#host, this.url] = [host, url];
    host.opened.push(this);
    const port = Number(new URL(url).port);
    const taken = host.taken === true && host.refusing.includes(port) ? false : host.taken;
    if (!host.hanging.includes(port)) queueMicrotask(() => this[{ true: 'onopen', false: 'onclose', error: 'onerror' }[taken]]?.());
  }

  send(text) {
    assert.ok(Buffer.byteLength(text) <= 65536, 'a message is too long');
    const { jsonrpc, id, method, params } = JSON.parse(text);
    assert.equal(jsonrpc, '2.0');
    const [expected, answer] = this.#host.script.shift() ?? ['nothing'];
    assert.equal(method, expected);
    this.sent.push({ id, method, params });
    const value = typeof answer === 'function' ? answer(params, this) : answer;
    if (value !== undefined) this.answers(id, value); // otherwise a person is still looking at the window
  }

  answers(id, value) {
    queueMicrotask(() => this.onmessage?.({ data: frame(id, value) }));
  }

  /** To the last call of that method. */
  answersLate(method, value) {
    this.answers(this.sent.findLast((call) => call.method === method).id, value);
  }

  close() {
    this.closed = true;
    queueMicrotask(() => this.onclose?.());
  }
}

function frame(id, value) {
  if (typeof value === 'string') return value;
  if (value.code) {
    const data = { code: value.code, params: value.params ?? {}, correlation: 'c1' };
    return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32000, message: value.code, data } });
  }
  return JSON.stringify({ jsonrpc: '2.0', id, result: value });
}

/** Adds to the script a host that is sent `contents` and signs each as `signed`. */
export function signing(host, contents, signed) {
  const { script } = host;
  contents.forEach((content, number) => receiving(host, content, `in${number}`));
  const handles = contents.map((_, number) => `in${number}`);
  script.push(['sign', ({ contents: named, kind }) => (assert.deepEqual([named, kind], [handles, 'submission']), { signed: signed.map((_, number) => `out${number}`) })]);
  for (const [number, bytes] of signed.entries()) reading(host, bytes, `out${number}`);
}

export function receiving({ script }, content, handle) {
  script.push(['content.open', ({ bytes }) => (assert.equal(bytes, content.length), { content: handle })]);
  for (let piece = 0; piece < Math.ceil(content.length / 45000); ++piece) {
    script.push(['content.append', ({ content: named, offset, data }) => {
      assert.equal(named, handle);
      assert.deepEqual(Buffer.from(data, 'base64'), Buffer.from(content.subarray(offset, offset + 45000)));
      return { received: Math.min(content.length, offset + 45000) };
    }]);
  }
}

export function reading({ script }, bytes, handle, piece = ({ offset }) => ({ data: base64(bytes.subarray(offset, offset + 45000)), bytes: bytes.length })) {
  for (let at = 0; at < bytes.length; at += 45000) {
    script.push(['content.read', (params) => (assert.equal(params.content, handle), piece(params))]);
  }
}
