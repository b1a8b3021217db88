// Everything the story needs, for one test: a token, a portal with its database, a host with a private policy, a scripted pinentry.
import { execFileSync } from 'node:child_process';
import { createConnection } from 'node:net';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { soundFolder } from '../../support/sound-folder.mjs';
import { Mailbox } from './mailbox.mjs';
import { appears, Program } from './processes.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const built = process.env.EKEY_BUILT ?? join(root, 'build/dev');
const portal = join(built, 'portal/ekey-portal');
const host = join(built, 'native-host/host/ekey-host');
const pinentry = join(built, 'tests/support/assuan-script-pinentry');
const module = '/usr/lib/softhsm/libsofthsm2.so';

export const pin = '818181';
export const enterprise = { name: '天津示范进出口有限公司', uscc: '91120000PDY00001X7' };
/** Where pages look for a host. */
export const hostPorts = JSON.parse(readFileSync(join(root, 'protocol/ekey.v1.openrpc.json'), 'utf8'))['x-ports'];

/** True when somebody listens on one of the host's ports but `own`, such as the demonstration of whoever runs the tests. */
export async function someHostListens(own = 0) {
  const others = hostPorts.filter((port) => port !== own);
  const tries = others.map(
    (port) =>
      new Promise((resolve) => {
        const socket = createConnection(port, '127.0.0.1');
        socket.once('connect', () => (socket.destroy(), resolve(true)));
        socket.once('error', () => resolve(false));
      }),
  );
  return (await Promise.all(tries)).includes(true);
}

export class World {
  #portalPort = 0;
  #started = [];

  /** Makes the token and the database, and starts the portal. `environment` goes to make-token.sh. `mails`: they can be read. */
  static async create(environment = {}, { mails = false } = {}) {
    const world = World.withoutPortal(environment);
    if (mails) {
      world.mailbox = await Mailbox.start(world.folder);
      world.#started.push(world.mailbox);
    }
    execFileSync(portal, ['init', '--database', world.database, '--demonstration', '--trust', ...world.authorities], { stdio: 'pipe' });
    await world.startPortal();
    return world;
  }

  /** Only the token, for a host that serves other pages. */
  static withoutPortal(environment = {}) {
    const world = new World();
    world.folder = mkdtempSync(join(tmpdir(), 'ekey-browser-'));
    world.programs = soundFolder(); // where a host starts a window's program from
    world.asked = join(world.folder, 'pinentry');
    mkdirSync(world.asked);
    world.makeToken('demo', environment);
    return world;
  }

  /** Files of the token's authorities, PEM. */
  get authorities() {
    return ['root', 'issuing'].map((name) => join(this.folder, `demo/pki/${name}.pem`));
  }

  /** The portal's program. */
  get program() {
    return portal;
  }

  get database() {
    return join(this.folder, 'portal.db');
  }

  get origin() {
    return `http://localhost:${this.#portalPort}`;
  }

  /** Another account, for staff, logged in to by the name of its role: the path where its password is chosen. */
  addsStaff(role) {
    const options = ['--database', this.database, '--role', role, '--login', role, '--name', role, '--email', `${role}@portal.example`];
    const { pathname, hash } = new URL(execFileSync(portal, ['account', 'add', ...options], { encoding: 'utf8' }).trim(), this.origin);
    return pathname + hash;
  }

  /** Another key, of authorities of its own, in a folder of that name. */
  makeToken(name, environment = {}) {
    const quiet = { stdio: 'pipe', env: { ...process.env, EKEY_PIN: pin, ...environment } };
    execFileSync(join(root, 'scripts/make-token.sh'), [join(this.folder, name), 'ec'], quiet);
  }

  /** A library in whose folder of that name no key is plugged in. */
  makeReaderWithoutToken(name) {
    const tokens = join(this.folder, name, 'tokens');
    mkdirSync(tokens, { recursive: true });
    writeFileSync(join(this.folder, name, 'softhsm2.conf'), `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  }

  /** `clockOffset`: seconds that the portal's clock is ahead. A second start takes the first one's port, so that the origin stays. */
  async startPortal({ clockOffset = 0 } = {}) {
    const portFile = join(this.folder, 'portal.port');
    const args = ['serve', '--database', this.database, '--origin', this.#portalPort ? this.origin : 'auto'];
    args.push('--port', String(this.#portalPort), '--port-file', portFile, '--site', join(root, 'web/site/dist'));
    args.push('--forms', join(root, 'forms'), '--log', join(this.folder, 'portal.log'), '--clock-offset', String(clockOffset));
    if (this.mailbox) args.push('--mail', this.mailbox.smtp, '--mail-from', 'no-reply@demonstration.example', '--sms-mail', '{mobile}@sms.demonstration.example');
    this.portal = await Program.serve(portal, args, portFile);
    this.#portalPort = this.portal.port;
    this.#started.push(this.portal);
  }

  /**
   * `origins`: whom it serves; this portal's pages unless told; those of https are listed as real sites are. `rights`: what they may
   * ask for. `tokens`: the keys that are plugged in. A running one is ended first.
   */
  async startHost({ origins = [this.origin], rights = ['authenticate', 'sign'], tokens = ['demo'] } = {}) {
    await this.stopHost();
    const window = join(this.programs, 'pinentry.sh');
    writeFileSync(window, `#!/bin/sh\nexec '${pinentry}' '${this.asked}'\n`);
    chmodSync(window, 0o700);
    const policy = join(this.folder, 'policy.json');
    const listed = (real) => origins.filter((origin) => origin.startsWith('https:') === real).map((origin) => ({ origin, rights }));
    writeFileSync(
      policy,
      JSON.stringify({
        origins: listed(true),
        developmentOrigins: listed(false),
        modules: tokens.map((name) => ({ path: module, environment: { SOFTHSM2_CONF: join(this.folder, name, 'softhsm2.conf') } })),
        pinentry: window,
      }),
      { mode: 0o600 },
    );
    const portFile = join(this.folder, 'host.port');
    this.host = await Program.serve(host, ['--policy', policy, '--log', join(this.folder, 'host.log'), '--port-file', portFile], portFile);
    this.#started.push(this.host);
  }

  async stopHost() {
    await this.host?.stop();
  }

  /** What the person will do at the next window: "pin 818181", "cancel", "wait". */
  willAnswer(answer) {
    rmSync(join(this.asked, 'asked'), { force: true });
    writeFileSync(join(this.asked, 'answer'), `${answer}\n`);
  }

  /** Resolves once a window is open. */
  windowOpens() {
    return appears(join(this.asked, 'asked'));
  }

  /** Every line that the windows were told so far. */
  windows() {
    const file = join(this.asked, 'shown');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** How often a PIN was asked for so far. */
  pinsAsked() {
    return this.windows().split('\n').filter((line) => line === 'GETPIN').length;
  }

  async end() {
    await Promise.all(this.#started.map((program) => program.stop()));
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.programs, { recursive: true, force: true });
  }
}
