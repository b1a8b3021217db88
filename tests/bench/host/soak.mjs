// Many operations with pages that vanish and workers that are killed, then batches of large submissions:
// `./ekey bench host --soak [OPERATIONS]`. Fails where memory or descriptors grow, or where an answer comes that nothing explains.
import { setTimeout as pause } from 'node:timers/promises';

import { print } from '../client/table.mjs';
import { origin, RunningHost } from './running-host.mjs';

const operations = Number(process.argv[2] ?? 10_000);
const warmUp = Math.min(1000, operations / 2);
const mostGrowth = 512; // KiB beyond what it had after warming up
const batches = 20;
const batch = { submissions: 12, bytes: 900_000 };
const mostLeft = 2048; // KiB that large batches leave behind once their pages are gone
const nonce = Buffer.alloc(32, 1).toString('base64');

/** The same sequence every time (Numerical Recipes' linear congruential generator). */
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

/** A canonical submission (core/form/submission.h) of about so many bytes. */
function submission(number, bytes) {
  const line = 'an answer of the length of a sentence';
  const answers = { enterprise: { uscc: '91120000PDY00001X7' }, lines: Array(Math.floor(bytes / (line.length + 3))).fill(line) };
  const form = { id: 'renewal', sm3: 'a'.repeat(64), version: 1 };
  return Buffer.from(JSON.stringify({ answers, audience: origin, filing: `F-${number}`, form, materials: [], nonce }));
}

async function signLargeBatch(host) {
  const page = await host.page();
  const contents = [];
  for (let number = 1; number <= batch.submissions; number++) contents.push(await page.send(submission(number, batch.bytes)));
  const { result, error } = await page.call('sign', { contents, kind: 'submission' });
  if (result?.signed.length !== batch.submissions) throw new Error(`large batch: ${JSON.stringify(error)}`);
  page.drop();
}

/** Pss once what a dropped page left is gone: it sinks, then stays. */
async function settledPss(host) {
  let pss = host.pss();
  for (let same = 0; same < 10;) {
    await pause(50);
    const now = host.pss();
    same = now < pss ? 0 : same + 1;
    pss = now;
  }
  return pss;
}

const explained = new Set(['host.busy', 'driver.crashed', 'user.cancelled', 'host.prompts']);
const counts = {};
const count = (what, times = 1) => (counts[what] = (counts[what] ?? 0) + times);

const host = await RunningHost.start();
let before;
let after;
try {
  let page = await host.page();
  for (let done = 0; done < operations; done++) {
    if (done === warmUp) before = { pss: host.pss(), descriptors: host.descriptors };
    const chance = random();
    const answer = page.call('authenticate', { nonce });
    if (chance < 0.05) {
      count('pages dropped');
      page.drop();
      page = await host.page();
      continue;
    }
    if (chance < 0.08) {
      count('workers killed', host.killWorkers());
    }
    const { result, error, closed } = await answer;
    if (closed || (error && !explained.has(error.message))) {
      throw new Error(`operation ${done}: ${JSON.stringify(error ?? { closed })}`);
    }
    count(result ? 'signed' : error.message);
    if (process.stdout.isTTY && done % 100 === 0) process.stdout.write(`\r${done} / ${operations}`);
  }
  if (process.stdout.isTTY) process.stdout.write('\r');

  page.drop();
  await (await host.page()).call('certificates', {}).then(({ result, error }) => {
    if (!result) throw new Error(`afterwards: ${JSON.stringify(error)}`);
  });
  after = { pss: host.pss(), descriptors: host.descriptors, workers: host.workers().length };
  for (let signed = 0; signed < batches; signed++) await signLargeBatch(host);
  after.large = await settledPss(host);
} finally {
  await host.stop();
}

print([
  ...Object.entries(counts).map(([what, ekey]) => ({ what, unit: '', ekey })),
  ...(before.pss === undefined ? [] : [{ what: 'Pss grown since warming up', unit: 'KiB', ekey: after.pss - before.pss, aim: `≤ ${mostGrowth}` }]),
  ...(before.pss === undefined
    ? []
    : [{ what: `Pss left by ${batches} batches of ${batch.submissions} × ${batch.bytes / 1000} kB`, unit: 'KiB', ekey: after.large - after.pss, aim: `≤ ${mostLeft}` }]),
  { what: 'descriptors grown', unit: '', ekey: after.descriptors - before.descriptors, aim: '≤ 4' },
  { what: 'workers at the end', unit: '', ekey: after.workers, aim: '1' },
]);
if (after.large - after.pss > mostLeft || after.pss - before.pss > mostGrowth || after.descriptors - before.descriptors > 4 || after.workers !== 1) process.exit(1);
