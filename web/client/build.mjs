// Builds dist/: index.js, hash-worker.js, declarations, and the modules as build/wasm made them.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const modules = ['ekey-forms.wasm', 'ekey-hash.wasm'];

const missing = modules.filter((name) => !existsSync(here(`../../build/wasm/wasm/${name}`)));
if (missing.length > 0) {
  console.error(`missing: ${missing.join(', ')}; build them first: cmake --preset wasm && cmake --build --preset wasm`);
  process.exit(1);
}

// What host and client share is written from its schema first: src/ does not compile without it.
execFileSync(process.execPath, [here('../../protocol/generate.mjs'), '--ts', here('src/generated/protocol.ts')], { stdio: 'inherit' });
rmSync(here('dist'), { recursive: true, force: true });
mkdirSync(here('dist'));
await build({
  absWorkingDir: here('.'),
  entryPoints: ['src/index.ts', 'src/hash-worker.ts'],
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
});
execFileSync(
  process.execPath,
  [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '--project', here('tsconfig.json'), '--emitDeclarationOnly'],
  { stdio: 'inherit' },
);
for (const name of modules) {
  copyFileSync(here(`../../build/wasm/wasm/${name}`), here(`dist/${name}`));
}
