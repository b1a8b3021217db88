// Builds dist/: index.js, hash-worker.js, declarations, catalogues, and the modules as build/wasm made them. What it was made from
// is written to dist/build.json, which prepack.mjs compares before anything is packed.
// --without-verify: without the verify module, for a site whose pages verify nothing. That is never packed.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { overBudget } from './budget.mjs';
import { commitOf, inputs, outputs } from './provenance.mjs';
import { scriptModule } from './script-module.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const fail = (text) => {
  console.error(`build.mjs: ${text}`);
  process.exit(1);
};

const partial = process.argv.includes('--without-verify');
const names = ['ekey-forms.wasm', 'ekey-hash.wasm', 'ekey-materials.wasm', ...(partial ? [] : ['ekey-verify.wasm'])];
const languages = ['zh-CN', 'en'];
const catalogues = ['rules', 'identifiers', 'host', 'client', 'elements']; // later ones win
// Bytes, minified and compressed. The signer of index.js has every call of the protocol: a third of it.
const budgets = { 'index.js': 12_700, 'hash-worker.js': 3_000, 'mock/index.js': 6_500, 'elements/index.js': 12_000 };

const remedy = 'cmake --preset wasm && cmake --build --preset wasm';
const missing = names.filter((name) => !existsSync(here(`../../build/wasm/wasm/${name}`)));
if (missing.length > 0) fail(`missing: ${missing.join(', ')}; build them first: ${remedy}`);
const plan = spawnSync('ninja', ['-C', here('../../build/wasm'), '-n', ...names], { encoding: 'utf8' });
if (!plan.stdout?.includes('no work to do')) fail(`the modules are older than their sources; build them first: ${remedy}`);

const before = inputs();

// What host and client share is written from its schema first, and what this build is: src/ does not compile without them.
execFileSync(process.execPath, [here('../../protocol/generate.mjs'), '--ts', here('src/generated/protocol.ts')], { stdio: 'inherit' });
const scripts = {};
for (const name of names.filter((name) => name !== 'ekey-verify.wasm')) {
  scripts[`${name}.js`] = await scriptModule(here(`../../build/wasm/wasm/${name}`));
}
const identity = (bytes) => {
  const digest = (algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
  const [sm3, sha256, integrity] = [digest('sm3', 'hex'), digest('sha256', 'hex'), `sha256-${digest('sha256', 'base64')}`];
  return { bytes: Buffer.byteLength(bytes), sm3, sha256, integrity };
};
const compiled = names.map((name) => [name, readFileSync(here(`../../build/wasm/wasm/${name}`))]);
const modules = Object.fromEntries([...compiled, ...Object.entries(scripts)].map(([name, content]) => [name, identity(content)]));
const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8'));
const commit = commitOf();
writeFileSync(
  here('src/generated/build.ts'),
  `// Written by build.mjs. Not to be edited.\nexport const build = ${JSON.stringify({ version, commit, modules }, null, 2)} as const;\n`,
);

rmSync(here('dist'), { recursive: true, force: true });
mkdirSync(here('dist/messages'), { recursive: true });
const bundle = (entryPoints, plugins = []) =>
  build({
    ...{ absWorkingDir: here('.'), entryPoints, outbase: 'src', outdir: 'dist', plugins },
    ...{ bundle: true, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'warning' },
  });
await bundle(['src/index.ts', 'src/hash-worker.ts']);
// The others use the very classes of the main entry, or `instanceof` would tell them apart.
const shared = {
  name: 'shared',
  setup: (on) => on.onResolve({ filter: /\/(index|failures|signer-failures)\.js$/ }, () => ({ path: '../index.js', external: true })),
};
await bundle(['src/mock/index.ts', 'src/elements/index.ts'], [shared]);
copyFileSync(here('src/ekey-form.css'), here('dist/ekey-form.css'));
execFileSync(
  process.execPath,
  [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '--project', here('tsconfig.json'), '--emitDeclarationOnly'],
  { stdio: 'inherit' },
);
for (const name of names) {
  copyFileSync(here(`../../build/wasm/wasm/${name}`), here(`dist/${name}`));
}
for (const [name, text] of Object.entries(scripts)) {
  writeFileSync(here(`dist/${name}`), text);
}

// Of the host's texts those that an answer or a diagnosis may name: not what stands in its windows and at its start.
const wanted = (name, code) => name !== 'host' || !/^(window|form|answer|start|modules|cli)\./.test(code);
const textsOf = (language, name) => {
  const file = here(`../../messages/${language}/${name}.json`);
  const all = existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : [];
  return Object.fromEntries(all.filter(([code]) => wanted(name, code)));
};
const codes = languages.map((language) => {
  const merged = Object.assign({}, ...catalogues.map((name) => textsOf(language, name)));
  writeFileSync(here(`dist/messages/${language}.json`), `${JSON.stringify(merged, null, 1)}\n`);
  return Object.keys(merged);
});
const lacking = [...codes[0].filter((code) => !codes[1].includes(code)), ...codes[1].filter((code) => !codes[0].includes(code))];
if (lacking.length > 0) fail(`only in one language: ${lacking.join(', ')}`);

for (const [name, most] of Object.entries(budgets)) {
  const excess = await overBudget(here(`dist/${name}`), most);
  if (excess) fail(excess);
}

writeFileSync(here('dist/build.json'), `${JSON.stringify({ commit, inputs: before, outputs: outputs() }, null, 1)}\n`);
