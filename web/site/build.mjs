// Builds dist/: the page, its program and style, the texts, and from @ekey/client the modules and the hash worker. @ekey/client
// must have been built. A text that one language has and the other lacks fails the build.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const fail = (text) => {
  console.error(`build.mjs: ${text}`);
  process.exit(1);
};

const readJson = (path) => JSON.parse(readFileSync(here(`../../${path}`), 'utf8'));

const firstPageBytes = 60_000; // compressed, design §8
const languages = ['zh-CN', 'en'];

// Catalogues that other programs share hold texts that no page shows. Later ones win.
const hostCodes = Object.keys(JSON.parse(readFileSync(here('../../protocol/ekey.v1.openrpc.json'), 'utf8'))['x-errors']);
const operators = /^(cli|database|trust|site|form|file|server|origin|clock)\./;
const catalogues = [
  ['rules', () => true],
  ['client', () => true],
  ['elements', () => true],
  ['portal', (code) => !operators.test(code)],
  ['host', (code) => hostCodes.some((known) => code === known || code.startsWith(`${known}.`)) || code.startsWith('doctor.')],
  ['site', () => true],
];

function texts(language) {
  const merged = {};
  for (const [name, shown] of catalogues) {
    const all = readJson(`messages/${language}/${name}.json`);
    Object.assign(merged, Object.fromEntries(Object.entries(all).filter(([code]) => shown(code))));
  }
  return merged;
}

const ofLanguage = (name) => Object.fromEntries(languages.map((language) => [language, readJson(`messages/${language}/${name}.json`)]));
const merged = Object.fromEntries(languages.map((language) => [language, texts(language)]));
/** Fetched when they are first shown. */
const onDemand = { guides: ofLanguage('guides'), papers: ofLanguage('papers') };

const businesses = readJson('protocol/portal.v1.openapi.json').components.parameters.Business.schema.enum;
const { agencies } = readJson('forms/agencies.json');

/** The texts of a form with the names of the agencies, which it takes its choices from. */
function formTexts(business, language) {
  const form = readJson(`forms/${business}.${language}.json`);
  const names = Object.fromEntries(agencies.map(({ value, name }) => [value, name[language]]));
  const items = Object.entries(form.items).map(([pattern, item]) => [pattern, pattern === '/request/agency' ? { ...item, choices: names } : item]);
  return { ...form, items: Object.fromEntries(items) };
}
const forms = Object.fromEntries(businesses.map((business) => [business, Object.fromEntries(languages.map((language) => [language, formTexts(business, language)]))]));

/** Where texts stand: codes, and paths into a form's texts. */
const paths = (value, path) => (typeof value === 'string' ? [path] : Object.entries(value).flatMap(([key, one]) => paths(one, `${path} ${key}`)));
const [chinese, english] = languages.map((language) => [merged, ...Object.values(onDemand), ...Object.values(forms)].flatMap((texts, index) => paths(texts[language], String(index))));
const lacking = [...chinese.filter((place) => !english.includes(place)), ...english.filter((place) => !chinese.includes(place))];
if (lacking.length > 0) fail(`only in one language: ${lacking.join(', ')}`);

rmSync(here('dist'), { recursive: true, force: true });
mkdirSync(here('dist'));
const textsPlugin = {
  name: 'texts',
  setup(on) {
    on.onResolve({ filter: /^texts:/ }, ({ path }) => ({ path: path.slice('texts:'.length), namespace: 'texts' }));
    on.onLoad({ filter: /.*/, namespace: 'texts' }, ({ path }) => ({ contents: JSON.stringify(merged[path]), loader: 'json' }));
  },
};
const shared = {
  absWorkingDir: here('.'),
  outdir: 'dist',
  bundle: true,
  minify: true,
  target: ['chrome97', 'edge97', 'firefox102'], // 'wasm-unsafe-eval'; top-level await
  charset: 'utf8',
  logLevel: 'warning',
};
const { metafile } = await build({
  ...shared,
  entryPoints: { app: 'src/main.ts', style: 'style/style.css' },
  format: 'esm',
  splitting: true,
  chunkNames: 'part-[hash]', // beside the modules and the worker, which they name by their own address
  metafile: true,
  plugins: [textsPlugin],
});
await build({ ...shared, entryPoints: { 'proof-worker': 'src/accounts/proof-worker.ts' }, format: 'iife' });
const write = (name, texts) => writeFileSync(here(`dist/${name}.json`), JSON.stringify(texts));
write('texts.en', merged.en);
for (const language of languages) {
  for (const [name, texts] of Object.entries(onDemand)) write(`${name}.${language}`, texts[language]);
  for (const business of businesses) write(`form.${business}.${language}`, { texts: forms[business][language], layout: readJson(`forms/${business}.layout.json`) });
}
copyFileSync(here('../../forms/agencies.json'), here('dist/agencies.json'));
for (const name of ['index.html', 'favicon.svg']) copyFileSync(here(name), here(`dist/${name}`));
const ofClient = ['forms', 'hash', 'materials'].flatMap((name) => [`ekey-${name}.wasm`, `ekey-${name}.wasm.js`]);
for (const name of [...ofClient, 'hash-worker.js']) copyFileSync(here(`../client/dist/${name}`), here(`dist/${name}`));

/** What a program loads at once, itself included. */
function loaded(output, found = new Set()) {
  if (!found.has(output)) {
    found.add(output);
    metafile.outputs[output].imports.filter(({ kind }) => kind === 'import-statement').forEach(({ path }) => loaded(path, found));
  }
  return found;
}
// Beside each file what the portal sends to browsers that take it.
for (const name of readdirSync(here('dist'))) {
  const plain = readFileSync(here(`dist/${name}`));
  for (const [extension, compress] of [['br', brotliCompressSync], ['gz', (bytes) => gzipSync(bytes, { level: 9 })]]) {
    const small = compress(plain);
    if (small.length < plain.length) writeFileSync(here(`dist/${name}.${extension}`), small);
  }
}
const first = [...loaded('dist/app.js'), 'dist/style.css', 'dist/index.html'];
const bytes = first.reduce((sum, name) => sum + readFileSync(here(`${name}.br`)).length, 0);
console.log(`first page: ${bytes} bytes compressed`);
if (bytes > firstPageBytes) fail(`the first page is over ${firstPageBytes} bytes`);
