// Measures the token worker beside the bare calls of SoftHSM2: `./ekey bench token`. Prints a table and writes
// build/bench-token.json.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { print } from '../client/table.mjs';

const root = new URL('../../../', import.meta.url).pathname;
const program = (name) => join(root, 'build/bench/tests/bench', name);
const worker = join(root, 'build/bench/native-host/token/ekey-token');
const module = '/usr/lib/softhsm/libsofthsm2.so';

/** Runs `use` with a fresh demonstration token: its folder, and how to run a program on it. */
function withToken(kind, use) {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-bench-'));
  try {
    execFileSync('bash', [join(root, 'scripts/make-token.sh'), folder, kind], { stdio: 'ignore' });
    const env = { ...process.env, SOFTHSM2_CONF: join(folder, 'softhsm2.conf') };
    return use((name, ...words) => JSON.parse(execFileSync(program(name), words, { env, encoding: 'utf8' })), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function signing(name, kind) {
  const { bare, worker: ours, verification, batch } = withToken(kind, (run, folder) =>
    run('token_signing', worker, module, join(folder, 'pki/enterprise.der')));
  const beside = (what, own, value) => ({ what: `${name}, ${what}`, unit: 'µs', ekey: Math.round(own), peer: 'bare C calls', value: Math.round(value) });
  const alone = (what, own, aim) => ({ what: `${name}, ${what}`, unit: 'µs', ekey: Math.round(own), ...(aim && { aim }) });
  return [
    beside('one signature, median', ours.median, bare.median),
    beside('one signature, p99', ours.p99, bare.p99),
    alone('added, median', ours.median - bare.median, '≤ 500'),
    alone('added, p99', ours.p99 - bare.p99, '≤ 1500'),
    alone("the host's verification, median", verification.median),
    alone("the host's verification, p99", verification.p99),
    beside(`${batch.signatures} signatures under one PIN, each`, batch.worker / batch.signatures, batch.bare / batch.signatures),
  ];
}

function running() {
  const { ready, pss, modulePss, idleSeconds, idleNanoseconds } = withToken('ec', (run) =>
    run('token_process', worker, module, program('token_holder')));
  const rows = [{ what: 'worker: start to ready', unit: 'ms', ekey: ready, aim: '≤ 30' }];
  // Only root may read the memory of a process that forbids dumps.
  if (pss > 0) rows.push({ what: 'worker: Pss beyond its module', unit: 'KiB', ekey: pss - modulePss, aim: '≤ 4096' });
  rows.push({ what: `worker: processor time in ${idleSeconds} idle seconds`, unit: 'µs', ekey: Math.round(idleNanoseconds / 1000), aim: '0' });
  return rows;
}

const rows = [...signing('P-256', 'ec'), ...signing('RSA-2048', 'rsa'), ...running()];
print(rows);
const machine = { processor: cpus()[0].model, processors: cpus().length, node: process.version };
writeFileSync(join(root, 'build/bench-token.json'), JSON.stringify({ machine, rows }, null, 2) + '\n');
