// One browser, as the portal sees it: keeps cookies, names its origin, and holds every answer against the contract.
import assert from 'node:assert/strict';

import { differences } from '../../support/contract.mjs';

export class Client {
  #cookies = new Map();

  constructor(origin) {
    this.origin = origin;
  }

  /** `path` as the contract has it, `at` what stands in its places. Throws where the answer is not what the contract says. */
  async call(method, path, { at = {}, query = {}, json, body, headers = {} } = {}) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name] ?? 'unknown'));
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${this.origin}/api/v1${filled}${search && `?${search}`}`, {
      method: method.toUpperCase(),
      headers: {
        ...(method === 'get' || method === 'head' ? {} : { origin: this.origin }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(this.#cookies.size > 0 && { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...headers,
      },
      ...(method !== 'get' && method !== 'head' && { body: json !== undefined ? JSON.stringify(json) : (body ?? '') }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split('=');
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    const text = await response.text();
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const answer = { status: response.status, type, headers: response.headers, body: text };
    assert.deepEqual(differences({ path, method }, answer), [], `${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    const value = type.endsWith('json') && text ? JSON.parse(text) : undefined;
    return { ...answer, value, codes: value?.errors?.map(({ code }) => code) ?? [] };
  }
}
