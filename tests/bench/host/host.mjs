// Measures ekey-host: `./ekey bench host`. Prints a table and writes build/bench-host.json.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { print } from '../client/table.mjs';
import { hostProgram, root, RunningHost, workerProgram } from './running-host.mjs';

const starts = 21;
const calls = 500;
const operations = 300;
const idleSeconds = 5;

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[values.length >> 1];
const p99 = (values) => sorted(values)[Math.floor(values.length * 0.99)];
const nonce = Buffer.alloc(32, 1).toString('base64');

async function startTimes() {
  const times = [];
  for (let run = 0; run < starts; run++) {
    const host = await RunningHost.start();
    times.push(host.started);
    await host.stop();
  }
  return times;
}

async function idle(host) {
  await pause(1000); // the start is over
  const before = host.wakeUps();
  await pause(idleSeconds * 1000);
  return { pss: host.pss(), wakeUps: host.wakeUps() - before };
}

async function roundTrips(host) {
  const times = [];
  for (let run = 0; run < calls; run++) {
    const page = await host.page();
    const begin = performance.now();
    // A second hello is refused at once: the same way as the first, without the connection's own cost.
    await page.call('hello', { protocol: 'ekey.v1', client: { name: 'bench', version: '1' } });
    times.push(performance.now() - begin);
    page.drop();
  }
  return times;
}

/** Of each log-in, what the page waited for beyond the window and the key. */
async function added(host) {
  const page = await host.page();
  const waited = [];
  for (let run = 0; run < operations; run++) {
    const begin = performance.now();
    const answer = await page.call('authenticate', { nonce });
    waited.push(performance.now() - begin);
    if (!answer.result) throw new Error(JSON.stringify(answer));
  }
  page.drop();
  const operated = host.log().filter(({ event }) => event === 'operated');
  return waited.map((time, i) => time - (operated[i].window + operated[i].key) / 1000).slice(operations / 10);
}

/** Bytes of a program as it is installed. */
function stripped(program) {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-bench-'));
  try {
    execFileSync('strip', ['-o', join(folder, 'stripped'), program]);
    return statSync(join(folder, 'stripped')).size;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const times = await startTimes();
const host = await RunningHost.start();
const { pss, wakeUps } = await idle(host);
const hello = await roundTrips(host);
const beyond = await added(host);
await host.stop();

const rows = [
  { what: 'start to listening, median', unit: 'ms', ekey: median(times), aim: '≤ 50' },
  ...(pss === undefined ? [] : [{ what: 'idle, Pss', unit: 'MiB', ekey: pss / 1024, aim: '≤ 12' }]),
  { what: `wake-ups in ${idleSeconds} idle seconds`, unit: '', ekey: wakeUps, aim: '0' },
  { what: 'hello, round trip, median', unit: 'ms', ekey: median(hello), aim: '≤ 1' },
  { what: 'added to window and key, median', unit: 'ms', ekey: median(beyond), aim: '≤ 2' },
  { what: 'added to window and key, p99', unit: 'ms', ekey: p99(beyond), aim: '≤ 5' },
  { what: 'host and worker, stripped', unit: 'MB', ekey: (stripped(hostProgram) + stripped(workerProgram)) / 1e6, aim: '≤ 6' },
];
print(rows);
const machine = { processor: cpus()[0].model, processors: cpus().length, node: process.version };
writeFileSync(join(root, 'build/bench-host.json'), JSON.stringify({ machine, rows }, null, 2) + '\n');
