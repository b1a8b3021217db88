// What is packed is what these sources give, or nothing is packed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkout, folder } from './support/packed.mjs';

const parts = ['LICENSE', 'CMakeLists.txt', 'CMakePresets.json', 'emsdk-version.txt', 'package-lock.json', 'cmake', 'core', 'wasm', 'protocol', 'messages', 'web/client'];

/** A copy of the checkout as it was packed, for which git answers as for the original. */
function copy() {
  const root = folder();
  for (const part of parts) {
    cpSync(join(checkout, part), join(root, part), { recursive: true, filter: (path) => !path.includes('node_modules') });
  }
  return root;
}

function prepack(root) {
  const gitDir = spawnSync('git', ['rev-parse', '--absolute-git-dir'], { cwd: checkout, encoding: 'utf8' }).stdout.trim();
  const env = { ...process.env, GIT_DIR: gitDir, GIT_WORK_TREE: checkout };
  const { status, stderr } = spawnSync(process.execPath, ['prepack.mjs'], { cwd: join(root, 'web/client'), env, encoding: 'utf8' });
  return status === 0 ? 'packs' : stderr;
}

test('prepack_nothingChanged_packs', () => {
  assert.equal(prepack(copy()), 'packs');
});

for (const [what, alter, reason] of [
  ['aRule', (root) => appendFileSync(join(root, 'core/error.cpp'), '\n'), /changed since the build: core\/error\.cpp;/],
  ['theInterface', (root) => appendFileSync(join(root, 'wasm/forms.cpp'), '\n'), /changed since the build: wasm\/forms\.cpp;/],
  ['aScript', (root) => appendFileSync(join(root, 'web/client/src/rules.ts'), '\n'), /changed since the build: web\/client\/src\/rules\.ts;/],
  ['aText', (root) => rmSync(join(root, 'messages/en/rules.json')), /changed since the build: messages\/en\/rules\.json;/],
  ['aNewSource', (root) => writeFileSync(join(root, 'core/new.cpp'), ''), /changed since the build: core\/new\.cpp;/],
  ['aBuiltFile', (root) => appendFileSync(join(root, 'web/client/dist/index.js'), '\n'), /altered after the build: web\/client\/dist\/index\.js;/],
  ['theCommit', (root) => record(root, (built) => ({ ...built, commit: '0'.repeat(40) })), /built from commit 0{40}, this is /],
]) {
  test(`prepack_${what}Changed_isRefused`, () => {
    const root = copy();
    alter(root);
    assert.match(prepack(root), reason);
  });
}

function record(root, change) {
  const path = join(root, 'web/client/dist/build.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

test('prepack_builtWithoutTheVerifyModule_isRefused', () => {
  const root = copy();
  const verify = 'web/client/dist/ekey-verify.wasm';
  rmSync(join(root, verify));
  record(root, (built) => ({ ...built, outputs: Object.fromEntries(Object.entries(built.outputs).filter(([path]) => path !== verify)) }));
  assert.match(prepack(root), /built without the verify module; build anew/);
});

test('prepack_nothingBuilt_isRefused', () => {
  const root = copy();
  rmSync(join(root, 'web/client/dist'), { recursive: true });
  assert.match(prepack(root), /nothing is built/);
});

test('build_modulesOlderThanTheirSources_isRefused', () => {
  assert.ok(existsSync(join(checkout, 'build/wasm/build.ninja')));
  const root = copy();
  const ninja = 'rule touch\n  command = touch $out\nbuild ekey-forms.wasm: touch ../../wasm/forms.cpp\nbuild ekey-hash.wasm: touch\nbuild ekey-materials.wasm: touch\nbuild ekey-verify.wasm: touch\n';
  cpSync(join(checkout, 'build/wasm/wasm'), join(root, 'build/wasm/wasm'), { recursive: true });
  writeFileSync(join(root, 'build/wasm/build.ninja'), ninja);
  cpSync(join(checkout, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs'], { cwd: join(root, 'web/client'), encoding: 'utf8' });
  assert.notEqual(status, 0);
  assert.match(stderr, /older than their sources/);
});
