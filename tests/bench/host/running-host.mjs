// A host as it is installed, with a demonstration token and a window that answers at once, for benchmarks.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import WebSocket from 'ws';

import { soundFolder } from '../../support/sound-folder.mjs';

export const root = new URL('../../../', import.meta.url).pathname;
export const hostProgram = join(root, 'build/release/native-host/host/ekey-host');
export const workerProgram = join(root, 'build/release/native-host/token/ekey-token');
const module = '/usr/lib/softhsm/libsofthsm2.so';
export const origin = 'https://portal.example';
const pieceBytes = 45_000; // protocol: x-piece-bytes

// Assuan as far as the host speaks it; the demonstration's PIN.
const pinentry = `#!/bin/sh
echo OK
while read -r line; do
  case $line in
    GETPIN) printf 'D 818181\\nOK\\n' ;;
    BYE) echo OK; exit ;;
    *) echo OK ;;
  esac
done
`;

const read = (file) => readFileSync(file, 'utf8');

/** Of a process; empty for one that has just ended, as windows do all the time. */
function nameOf(pid) {
  try {
    return read(`/proc/${pid}/comm`);
  } catch {
    return '';
  }
}

export class RunningHost {
  #folder = mkdtempSync(join(tmpdir(), 'ekey-bench-'));
  #programs = soundFolder(); // where a host starts a window's program from
  #process;

  /** Milliseconds from the process's start until it listened. */
  started;
  port;

  static async start() {
    const host = new RunningHost();
    const folder = host.#folder;
    execFileSync('bash', [join(root, 'scripts/make-token.sh'), folder, 'ec'], { stdio: 'ignore' });
    writeFileSync(join(host.#programs, 'pinentry'), pinentry, { mode: 0o700 });
    const policy = {
      origins: [{ origin, rights: ['authenticate', 'sign'] }],
      modules: [{ path: module, environment: { SOFTHSM2_CONF: join(folder, 'softhsm2.conf') } }],
      pinentry: join(host.#programs, 'pinentry'),
    };
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy), { mode: 0o600 });
    await host.#listen();
    return host;
  }

  #listen() {
    return new Promise((resolve, reject) => {
      const watcher = watch(this.#folder);
      const begin = performance.now();
      const file = (name) => join(this.#folder, name);
      this.#process = spawn(hostProgram,
        ['--policy', file('policy.json'), '--port', '0', '--port-file', file('port'), '--log', file('log')], { stdio: 'ignore' });
      watcher.on('change', (_, name) => {
        if (name !== 'port') return;
        this.started = performance.now() - begin;
        watcher.close();
        this.port = Number(read(file('port')));
        resolve();
      });
      this.#process.once('error', reject);
      this.#process.once('exit', (code) => code && reject(new Error(`ekey-host ended with ${code}`)));
    });
  }

  get pid() {
    return this.#process.pid;
  }

  /** The lines of its log so far. */
  log() {
    return read(join(this.#folder, 'log')).trim().split('\n').map((line) => JSON.parse(line));
  }

  /** Proportional set size in KiB; undefined where only root may read it. */
  pss() {
    try {
      return Number(/^Pss: +(\d+)/m.exec(read(`/proc/${this.pid}/smaps_rollup`))[1]);
    } catch {
      return undefined;
    }
  }

  get descriptors() {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  /** How often any of its threads was woken. */
  wakeUps() {
    const status = (thread) => read(`/proc/${this.pid}/task/${thread}/status`);
    return readdirSync(`/proc/${this.pid}/task`)
      .map((thread) => Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status(thread))[1]))
      .reduce((sum, one) => sum + one, 0);
  }

  /** Of its workers. */
  workers() {
    return readdirSync(`/proc/${this.pid}/task`)
      .flatMap((thread) => read(`/proc/${this.pid}/task/${thread}/children`).trim().split(' '))
      .filter((pid) => pid && nameOf(pid).startsWith('ekey-token'))
      .map(Number);
  }

  /** Ends the workers that run; how many. */
  killWorkers() {
    return this.workers().filter((pid) => {
      try {
        return process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
        return false; // it has ended by itself
      }
    }).length;
  }

  page() {
    return Page.open(this.port);
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    rmSync(this.#folder, { recursive: true });
    rmSync(this.#programs, { recursive: true });
  }
}

/** A page of the listed origin that has said hello. */
class Page {
  #socket;
  #waiting = new Map();
  #last = 0;

  static async open(port) {
    const page = new Page();
    page.#socket = new WebSocket(`ws://127.0.0.1:${port}/ekey.v1`, 'ekey.v1', { origin });
    page.#socket.on('message', (data) => {
      const { id, ...answer } = JSON.parse(data);
      page.#waiting.get(id)(answer);
      page.#waiting.delete(id);
    });
    page.#socket.on('close', () => page.#waiting.forEach((done) => done({ closed: true })));
    await new Promise((resolve, reject) => {
      page.#socket.once('open', resolve);
      page.#socket.once('error', reject);
    });
    await page.call('hello', { protocol: 'ekey.v1', client: { name: 'bench', version: '1' } });
    return page;
  }

  /** The answer: {result}, {error}, or {closed: true}. */
  call(method, params) {
    const id = ++this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** Sends a content in pieces; its handle. */
  async send(content) {
    const { result: { content: handle } } = await this.call('content.open', { bytes: content.length });
    for (let offset = 0; offset < content.length; offset += pieceBytes) {
      const data = content.subarray(offset, offset + pieceBytes).toString('base64');
      const { error } = await this.call('content.append', { content: handle, offset, data });
      if (error) throw new Error(JSON.stringify(error));
    }
    return handle;
  }

  /** As a browser that is killed. */
  drop() {
    this.#socket.terminate();
  }
}
