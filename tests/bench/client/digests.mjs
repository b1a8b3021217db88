// Digests in Chromium beside the peers', in one run and in turns: files on disk, read by Blob.stream() in module workers.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { dist, withPage } from './browser.mjs';
import { longestTask } from './longest-task.mjs';
import { besideByRound } from './table.mjs';

const oneMiB = 32; // the single file
const many = { files: 8, bytes: 25_000_000 };
// Of one file, in each of several browsers: one browser lays out its memory and times its work otherwise than the next.
const browsers = 5;
const turns = { one: 9, many: 5 };

const names = { sm3: 'SM3', sha256: 'SHA-256' };
const hex = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');

/** Megabytes (10^6) a second of each way, round by round, in turns. Every answer is compared with Node's. */
async function inTurns(page, files, what, whose, workers, rounds) {
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const expected = files.map((file) => (what === 'both' ? `${file.sm3} ${file.sha256}` : file[what])).join();
  const found = new Map(whose.map((one) => [one, []]));
  for (let round = -1; round < rounds; round += 1) { // the first warms up
    const first = (round + 1) % whose.length; // each comes after each: what one leaves behind falls on all alike
    for (const one of [...whose.slice(first), ...whose.slice(0, first)]) {
      const { milliseconds, digests } = await page.evaluate(([way, n]) => bench.run(way, n), [`${what} ${one}`, workers]);
      if (digests.join() !== expected) throw new Error(`${what} by ${one}: wrong digests`);
      if (round >= 0) found.get(one).push(bytes / 1000 / milliseconds);
    }
  }
  return found;
}

const ways = (peers) => ['ekey', ...Object.keys(peers)];
const choose = (page, files) => page.setInputFiles('input', files.map(({ path }) => path));
const rows = (label, found, peers) =>
  Object.entries(peers).map(([peer, aim]) => besideByRound(label, 'MB/s', found.get('ekey'), peer, found.get(peer), aim));

/** `wanted`: by algorithm, the peers and their aims. */
async function oneFile(file, wanted) {
  const all = Object.entries(wanted).map(([what, peers]) => ({ what, peers, found: new Map(ways(peers).map((one) => [one, []])) }));
  for (let started = 0; started < browsers; started += 1) {
    await withPage(async (page) => {
      await choose(page, [file]);
      for (const { what, peers, found } of all) {
        for (const [one, values] of await inTurns(page, [file], what, ways(peers), 1, turns.one)) found.get(one).push(...values);
      }
    });
  }
  return all.flatMap(({ what, peers, found }) => rows(`${names[what]}, one file of ${oneMiB} MiB, one worker`, found, peers));
}

async function manyFiles(page, files, workers) {
  const peers = { 'hash-wasm': '', 'hash-wasm, usual reader': '' };
  const label = `both, ${many.files} files of ${many.bytes / 1e6} MB, ${workers === 1 ? 'one worker' : 'two workers'}`;
  return rows(label, await inTurns(page, files, 'both', ways(peers), workers, turns.many), peers);
}

function write(folder, name, bytes) {
  const content = randomBytes(bytes);
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, length: bytes, sm3: hex('sm3', content), sha256: hex('sha256', content) };
}

export async function digests() {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-bench-'));
  try {
    const one = write(folder, 'one.bin', oneMiB * 1024 * 1024);
    const eight = Array.from({ length: many.files }, (_, i) => write(folder, `${i}.bin`, many.bytes));
    const found = await oneFile(one, {
      sm3: { 'hash-wasm': '≥ 1.2 ×', 'hash-wasm, usual reader': '', 'sm-crypto-v2': '' },
      sha256: { 'hash-wasm': '', '@noble/hashes': '', WebCrypto: '' },
    });
    return await withPage(async (page, browser) => {
      await choose(page, eight);
      found.push(...(await manyFiles(page, eight, 1)), ...(await manyFiles(page, eight, 2)));
      const memory = await page.evaluate(() => bench.memory());
      found.push({ what: 'heap of the hash module after all files', unit: 'MiB', ekey: memory / 2 ** 20, aim: '≤ 16' });
      const task = await longestTask(browser, page, () => page.evaluate(() => bench.run('both ekey', 2)));
      found.push({ what: "longest task of the page's thread meanwhile", unit: 'ms', ekey: task, aim: '≤ 16' });
      const module = brotliCompressSync(readFileSync(join(dist, 'ekey-hash.wasm'))).length;
      found.push({ what: 'hash module, brotli', unit: 'bytes', ekey: module, aim: '≤ 12000' });
      return found;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
