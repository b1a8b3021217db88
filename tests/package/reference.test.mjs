import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';

import { checkout, folder, installed } from './support/packed.mjs';

for (const [page, script, least, types] of [
  ['index', 'dist/index.js', 15, ['EkeyError', 'WasmSource', 'ElectronicKey']],
  ['mock', 'dist/mock/index.js', 1, ['MockStep', 'MockOptions']],
]) {
  test(`reference_ofTheTarball_hasEveryExportOf_${page}`, async () => {
    const { file } = installed();
    assert.match(readFileSync(file('reference/API.md'), 'utf8'), new RegExp(`\\(${page}\\.md\\)`));
    const headings = new Set([...readFileSync(file(`reference/${page}.md`), 'utf8').matchAll(/^### (\w+)/gm)].map(([, name]) => name));
    const exported = Object.keys(await import(pathToFileURL(file(script))));
    assert.ok(exported.length >= least);
    assert.deepEqual([...exported, ...types].filter((name) => !headings.has(name)), []);
  });
}

/** typedoc, as the package is documented, on a source of ours. */
function document(source) {
  const root = folder();
  for (const name of ['typedoc.json', 'tsconfig.json']) {
    copyFileSync(join(checkout, 'web/client', name), join(root, name));
  }
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  for (const entry of ['mock', 'elements']) {
    mkdirSync(join(root, 'src', entry), { recursive: true });
    writeFileSync(join(root, 'src', entry, 'index.ts'), '/** Three. */\nexport const three = 3;\n');
  }
  writeFileSync(join(root, 'src/index.ts'), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/typedoc/bin/typedoc'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? 'documented' : stdout + stderr;
}

test('reference_exportWithoutComment_isRefused', () => {
  const other = '/** One. */\nexport const one = 1;\n';
  assert.equal(document(`${other}/** Two. */\nexport function two(): void {}\n`), 'documented');
  assert.match(document(`${other}export function two(): void {}\n`), /two .*does not have any documentation/);
});
