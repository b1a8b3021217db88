// Parts of <ekey-form> that need no page, made for Node from their sources.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { dist } from './support.mjs';

/** The module src/elements/<name>.ts, on the very dist/index.js that the tests use. */
export async function elementPart(name) {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-element-'));
  const outfile = join(folder, `${name}.mjs`);
  const main = { name: 'main', setup: (on) => on.onResolve({ filter: /\/index\.js$/ }, () => ({ path: dist('index.js').href, external: true })) };
  const entry = fileURLToPath(new URL(`../src/elements/${name}.ts`, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', target: 'es2022', plugins: [main] });
  try {
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
