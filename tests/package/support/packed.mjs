// The tarball that ./ekey pack makes, made once for all files of these tests, and what it holds.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const checkout = fileURLToPath(new URL('../../../', import.meta.url));
export const read = (...path) => readFileSync(join(checkout, ...path), 'utf8');
export const { version } = JSON.parse(read('web/client/package.json'));

execFileSync(join(checkout, 'ekey'), ['pack'], { stdio: ['ignore', 'ignore', 'inherit'] });
export const tarball = join(checkout, `build/ekey-client-${version}.tgz`);

/** A folder of its own that is gone after the tests. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'ekey-package-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The tarball as npm installs it, in a folder with nothing else: {root, file(path)}. */
export function installed() {
  const root = folder();
  execFileSync('npm', ['init', '-y'], { cwd: root });
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: root });
  return { root, file: (path = '') => join(root, 'node_modules/@ekey/client', path) };
}

/** Every file below a folder, by its path in there. */
export function filesIn(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}
