// The real portal with a mail server and accounts of every role, for tests that speak its API.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { enterprise, World } from '../../browser/support/world.mjs';
import { Client } from './client.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const password = 'correct horse battery';

export class Portal {
  #world;
  #who = new Map(); // by client: how it logged in

  static async create() {
    const portal = new Portal();
    portal.#world = await World.create({}, { mails: true });
    return portal;
  }

  end() {
    return this.#world.end();
  }

  client() {
    return new Client(this.#world.origin);
  }

  /** [{path, method, roles}], as the program itself lists them. */
  routes() {
    const options = ['--database', this.#world.database, '--origin', 'auto', '--port', '0', '--forms', join(root, 'forms'), '--site', join(root, 'web/site/dist')];
    const list = JSON.parse(execFileSync(this.#world.program, ['serve', ...options, '--routes'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return list.map((route) => ({ ...route, method: route.method.toLowerCase() }));
  }

  /** An account of an enterprise, registered, activated and logged in. */
  async enterprise({ login, uscc = enterprise.uscc, name = enterprise.name }) {
    const client = this.client();
    const proof = solved((await client.call('get', '/proof')).value);
    const registration = { uscc, enterprise: name, licenceKind: 'general', login, userName: '张三', email: login, mobile: '13812345678', language: 'zh-CN', proof };
    const { status, body } = await client.call('post', '/registrations', { json: registration });
    if (status !== 202) throw new Error(body);
    const link = await this.#world.mailbox.link(login, this.#world.origin);
    return this.#logIn(client, link, { uscc, login });
  }

  /** An account of an officer, a producer or an administrator, made from the shell. */
  staff(role) {
    return this.#logIn(this.client(), this.#world.addsStaff(role), { uscc: '', login: role });
  }

  /** The same once more, in a session of its own; nobody, where that one is nobody. */
  async again(client) {
    const another = this.client();
    const who = this.#who.get(client);
    return who ? this.#logInByPassword(another, who) : another;
  }

  async #logIn(client, link, who) {
    const set = await client.call('post', '/password', { json: { token: link.slice(link.indexOf('#') + 1), password } });
    if (set.status !== 204) throw new Error(set.body);
    return this.#logInByPassword(client, who);
  }

  async #logInByPassword(client, who) {
    this.#who.set(client, who);
    const { status, body } = await client.call('post', '/login/password', { json: { ...who, password } });
    if (status !== 200) throw new Error(body);
    return client;
  }
}

/** ALTCHA's payload: the number that makes the challenge. */
function solved({ algorithm, challenge, maxnumber, salt, signature }) {
  for (let number = 0; number <= maxnumber; number += 1) {
    if (createHash('sha256').update(salt + number).digest('hex') === challenge) {
      return Buffer.from(JSON.stringify({ algorithm, challenge, number, salt, signature })).toString('base64');
    }
  }
  throw new Error('no number makes the challenge');
}
