// Builds dist/: the page, its program and style, the texts, and from @ekey/client the modules and the hash worker. @ekey/client
// must have been built. A text that one language has and the other lacks fails the build.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const fail = (text) => {
  console.error(`build.mjs: ${text}`);
  process.exit(1);
};

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
    const all = JSON.parse(readFileSync(here(`../../messages/${language}/${name}.json`), 'utf8'));
    Object.assign(merged, Object.fromEntries(Object.entries(all).filter(([code]) => shown(code))));
  }
  return merged;
}

const guideTexts = (language) => JSON.parse(readFileSync(here(`../../messages/${language}/guides.json`), 'utf8'));
const formTexts = (language) => JSON.parse(readFileSync(here(`../../forms/renewal.${language}.json`), 'utf8'));
const merged = Object.fromEntries(languages.map((language) => [language, { messages: texts(language), form: formTexts(language) }]));
const guides = Object.fromEntries(languages.map((language) => [language, guideTexts(language)]));

/** Where texts stand: codes, and paths into the form's texts. */
function places({ messages, form }) {
  const paths = (value, path) => (typeof value === 'string' ? [path] : Object.entries(value).flatMap(([key, one]) => paths(one, `${path} ${key}`)));
  return [...Object.keys(messages), ...paths(form, 'form:')];
}
const [chinese, english] = languages.map((language) => [...places(merged[language]), ...Object.keys(guides[language])]);
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
await build({
  absWorkingDir: here('.'),
  entryPoints: { app: 'src/main.ts', style: 'style/style.css' },
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome97', 'edge97', 'firefox102'], // 'wasm-unsafe-eval'; top-level await
  charset: 'utf8',
  logLevel: 'warning',
  plugins: [textsPlugin],
});
writeFileSync(here('dist/texts.en.json'), JSON.stringify(merged.en));
for (const language of languages) writeFileSync(here(`dist/guides.${language}.json`), JSON.stringify(guides[language]));
copyFileSync(here('../../forms/agencies.json'), here('dist/agencies.json'));
for (const name of ['index.html', 'favicon.svg']) copyFileSync(here(name), here(`dist/${name}`));
for (const name of ['ekey-forms.wasm', 'ekey-hash.wasm', 'ekey-materials.wasm', 'hash-worker.js']) copyFileSync(here(`../client/dist/${name}`), here(`dist/${name}`));

const bytes = ['index.html', 'app.js', 'style.css'].reduce((sum, name) => sum + brotliCompressSync(readFileSync(here(`dist/${name}`))).length, 0);
console.log(`first page: ${bytes} bytes compressed`);
if (bytes > firstPageBytes) fail(`the first page is over ${firstPageBytes} bytes`);
