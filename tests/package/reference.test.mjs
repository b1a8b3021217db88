import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';

import { checkout, folder, installed } from './support/packed.mjs';

test('reference_ofTheTarball_hasEveryExport', async () => {
  const { file } = installed();
  const headings = new Set([...readFileSync(file('reference/API.md'), 'utf8').matchAll(/^### (\w+)/gm)].map(([, name]) => name));
  const exported = Object.keys(await import(pathToFileURL(file('dist/index.js'))));
  assert.ok(exported.length > 15);
  assert.deepEqual(exported.filter((name) => !headings.has(name)), []);
  assert.ok(headings.has('EkeyError') && headings.has('WasmSource'), 'types too');
});

/** typedoc, as the package is documented, on a source of ours. */
function document(source) {
  const root = folder();
  for (const name of ['typedoc.json', 'tsconfig.json']) {
    copyFileSync(join(checkout, 'web/client', name), join(root, name));
  }
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/index.ts'), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/typedoc/bin/typedoc'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? 'documented' : stdout + stderr;
}

test('reference_exportWithoutComment_isRefused', () => {
  const other = '/** One. */\nexport const one = 1;\n';
  assert.equal(document(`${other}/** Two. */\nexport function two(): void {}\n`), 'documented');
  assert.match(document(`${other}export function two(): void {}\n`), /two .*does not have any documentation/);
});
