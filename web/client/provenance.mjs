// What dist/ was made from and what it is, by content: times of files say nothing after a checkout.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

// Both what the modules are compiled from and what the scripts are.
const client = ['build.mjs', 'budget.mjs', 'provenance.mjs', 'script-module.mjs', 'package.json', 'tsconfig.json', 'src'].map((name) => `web/client/${name}`);
const sources = [
  ...['CMakeLists.txt', 'CMakePresets.json', 'emsdk-version.txt', 'package-lock.json', 'cmake', 'core', 'wasm', 'protocol', 'messages'],
  ...client,
];
const generated = 'web/client/src/generated/';

function filesUnder(path) {
  if (!existsSync(join(root, path))) {
    return [];
  }
  if (!statSync(join(root, path)).isDirectory()) {
    return [path];
  }
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

const digests = (paths) =>
  Object.fromEntries(
    paths.sort().map((path) => [path, createHash('sha256').update(readFileSync(join(root, path))).digest('hex')]),
  );

/** Path to SHA-256 of everything that dist/ is made from. */
export const inputs = () => digests(sources.flatMap(filesUnder).filter((path) => !path.startsWith(generated)));

/** Path to SHA-256 of everything in dist/ but the record itself. */
export const outputs = () => digests(filesUnder('web/client/dist').filter((path) => !path.endsWith('/build.json')));

/** The paths that one has and the other has not, or has otherwise. */
export const differing = (one, other) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((path) => one[path] !== other[path]).sort();

/** The commit that is checked out, `-dirty` behind it when files differ from it; `unknown` outside of a checkout. */
export function commitOf() {
  const git = (...words) => spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  const head = git('rev-parse', 'HEAD');
  if (head.status !== 0) {
    return 'unknown';
  }
  return head.stdout.trim() + (git('status', '--porcelain').stdout.trim() === '' ? '' : '-dirty');
}
