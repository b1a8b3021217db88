import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { overBudget, shippedBytes } from '../../web/client/budget.mjs';
import { checkout, filesIn, folder, installed, read } from './support/packed.mjs';

const { root, file } = installed();
const json = (path) => JSON.parse(readFileSync(file(path), 'utf8'));
const scripts = ['dist/index.js', 'dist/hash-worker.js', 'dist/mock/index.js', 'dist/elements/index.js'];
const modules = { 'ekey-forms.wasm': 100_000, 'ekey-hash.wasm': 12_000, 'ekey-materials.wasm': 52_000, 'ekey-verify.wasm': 450_000 }; // as wasm/CMakeLists.txt, bytes after brotli
const standIns = ['ekey-forms.wasm.js', 'ekey-hash.wasm.js', 'ekey-materials.wasm.js'];

/** Runs a module of the consumer's in a Node, and gives what it prints as JSON. */
function run(code, node = process.execPath) {
  writeFileSync(join(root, 'consumer.mjs'), code);
  return JSON.parse(execFileSync(node, ['consumer.mjs'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

test('tarball_contents_areExactlyTheExpected', () => {
  const sources = filesIn(join(checkout, 'web/client/src'));
  const declarations = sources.map((path) => `dist/${path.replace(/\.ts$/, '.d.ts')}`);
  const messages = ['dist/messages/en.json', 'dist/messages/zh-CN.json'];
  const wasm = [...Object.keys(modules), ...standIns].map((name) => `dist/${name}`);
  const expected = ['LICENSE', 'NOTICE.md', 'README.md', 'package.json', 'reference/API.md', 'reference/elements.md', 'reference/index.md', 'reference/mock.md', ...declarations, ...messages, ...scripts, ...wasm];
  assert.deepEqual(filesIn(file()), expected.sort());
});

test('tarball_package_asksForNothingElse', () => {
  const { dependencies, peerDependencies, optionalDependencies, scripts: hooks } = json('package.json');
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies], [undefined, undefined, undefined]);
  assert.deepEqual(Object.keys(hooks).filter((name) => /install|prepare/.test(name)), []);
});

test('tarball_everyExport_isThereAndNothingElseIs', () => {
  for (const target of Object.values(json('package.json').exports).flatMap((to) => (typeof to === 'string' ? [to] : Object.values(to)))) {
    assert.ok(statSync(file(target)).isFile(), target);
  }
  const refused = run(`
    const failed = await import('@ekey/client/dist/index.js').then(String, (error) => error.code);
    console.log(JSON.stringify(failed));`);
  assert.equal(refused, 'ERR_PACKAGE_PATH_NOT_EXPORTED');
});

for (const script of [...scripts, ...standIns.map((name) => `dist/${name}`)]) {
  test(`tarball_${script}_evaluatesNoTextAndNamesNoOtherHost`, () => {
    const text = readFileSync(file(script), 'utf8');
    assert.doesNotMatch(text, /\b(?:eval|Function|importScripts|document\.write)\s*\(/);
    assert.deepEqual([...text.matchAll(/\b(?:https?|wss?):\/\/[^\s'"`$]*/g)].map(([url]) => url).filter((url) => !url.includes('//127.0.0.1')), []);
  });
}

test('import_inNode_leavesNoGlobals', () => {
  const added = run(`
    const before = Reflect.ownKeys(globalThis);
    await import('@ekey/client');
    console.log(JSON.stringify(Reflect.ownKeys(globalThis).filter((key) => !before.includes(key)).map(String)));`);
  assert.deepEqual(added, []);
});

test('mock_ofTheTarball_throwsTheVeryErrorsOfTheMainEntryAndIsNoPartOfIt', () => {
  const found = run(`
    import * as main from '@ekey/client';
    import { MockSigner } from '@ekey/client/mock';
    const failure = await MockSigner.connect({ fails: { code: 'signer.absent' } }).catch((error) => error);
    console.log(JSON.stringify([failure instanceof main.SignerError, failure.code, 'MockSigner' in main]));`);
  assert.deepEqual(found, [true, 'signer.absent', false]);
});

test('version_commitAndDigests_areThoseOfTheTarball', () => {
  const found = run(`import { commit, modules, version } from '@ekey/client'; console.log(JSON.stringify({ commit, modules, version }));`);
  const git = (...words) => execFileSync('git', words, { cwd: checkout, encoding: 'utf8' }).trim();
  assert.equal(found.version, json('package.json').version);
  assert.equal(found.commit, git('rev-parse', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '-dirty'));
  for (const name of [...Object.keys(modules), ...standIns]) {
    const bytes = readFileSync(file(`dist/${name}`));
    const digest = (algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
    const expected = { bytes: bytes.length, sm3: digest('sm3', 'hex'), sha256: digest('sha256', 'hex'), integrity: `sha256-${digest('sha256', 'base64')}` };
    assert.deepEqual(found.modules[name], expected);
  }
});

test('messages_ofTheTarball_areTheCataloguesInBothLanguages', () => {
  const [chinese, english] = ['zh-CN', 'en'].map((language) => json(`dist/messages/${language}.json`));
  assert.deepEqual(Object.keys(chinese), Object.keys(english));
  for (const code of [...Object.keys(JSON.parse(read('messages/en/rules.json'))), 'wasm.blocked', 'signer.absent.remedy', 'pin.incorrect']) {
    assert.equal(typeof english[code], 'string', code);
  }
});

/** Every Node on the PATH that the package is made for. */
function nodes() {
  const found = new Map([[process.version, process.execPath]]);
  for (const path of process.env.PATH.split(':').map((part) => join(part, 'node'))) {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(stdout ?? '') ?? [];
    if (major > 20 || (Number(major) === 20 && minor >= 16)) {
      found.set(stdout.trim(), path);
    }
  }
  return found;
}

for (const [name, node] of nodes()) {
  test(`load_everyKindOfSource_worksInNode_${name}`, () => {
    const found = run(`
      import { readFileSync } from 'node:fs';
      import { Hasher, Rules, Verifier, compile } from '@ekey/client';
      const digests = [], checks = [], verdicts = [];
      for (const [file, use] of [['ekey-forms.wasm', rules], ['ekey-hash.wasm', hasher], ['ekey-verify.wasm', verifier]]) {
        const url = new URL(import.meta.resolve('@ekey/client/' + file));
        const bytes = readFileSync(url);
        const response = new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
        for (const wasm of [undefined, url, response, bytes, new Uint8Array(bytes).buffer, await WebAssembly.compile(bytes)]) await use(wasm);
        if (use === verifier) continue; // it has no script
        const script = new URL(import.meta.resolve('@ekey/client/' + file + '.js'));
        for (const wasm of [script, await compile(script)]) await use(wasm);
      }
      async function rules(wasm) { checks.push((await Rules.load(wasm)).check('mobile', '138 0013 8000').normalized); }
      async function hasher(wasm) {
        const made = await Hasher.create(wasm && { wasm });
        digests.push((await made.digest(new Blob(['abc']))).sm3);
        made[Symbol.dispose]();
      }
      async function verifier(wasm) { verdicts.push((await Verifier.load(wasm)).verify('', { anchors: [] }).errors[0].code); }
      console.log(JSON.stringify({ digests, checks, verdicts }));`, node);
    const sm3 = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'; // GB/T 32905-2016, example 1
    assert.deepEqual(found, { digests: Array(8).fill(sm3), checks: Array(8).fill('13800138000'), verdicts: Array(6).fill('signature.malformed') });
  });
}

for (const [resolution, module] of [['bundler', 'ESNext'], ['nodenext', 'NodeNext']]) {
  test(`types_ofAStrictConsumer_compileWith_${resolution}`, () => {
    writeFileSync(join(root, 'consumer.mts'), `
      import { Hasher, Rules, Signer, compile, describeCertificate, text, modules, verify, type Catalogue, type EkeyError, type ElectronicKey } from '@ekey/client';
      import { MockSigner } from '@ekey/client/mock';
      import { EkeyForm, type EkeyFormEvents } from '@ekey/client/elements';
      export function page(form: EkeyForm): void {
        form.texts = { title: '', pages: {}, items: { '/keys/*/login': { label: 'Log-in name' } } };
        form.addEventListener('ekey-save', (event) => console.log((event as EkeyFormEvents['ekey-save']).detail.draft.answers));
        if (document.querySelector('ekey-form')?.validate() === true) form.session?.insert('/keys');
      }
      export const scripted = async () => Rules.load(await compile(new URL('https://example.com/ekey-forms.wasm.js')));
      export async function key(playing: boolean): Promise<ElectronicKey> {
        const signer: ElectronicKey = playing ? await MockSigner.connect({ script: [{ does: 'wait' }] }) : await Signer.connect({ atLeast: '0.1' });
        await signer.on('operation.progress', ({ state, done, of }) => console.log(state.length, done + of));
        return signer;
      }
      export async function whose(file: File, anchor: string, words: Catalogue): Promise<string> {
        const { signer } = await verify(new Uint8Array(await file.arrayBuffer()), { anchors: [anchor], at: new Date() });
        return signer ? describeCertificate(signer, words).whose : '';
      }
      export async function use(file: File, words: Catalogue): Promise<string> {
        using hasher = await Hasher.create({ wasm: new URL('https://example.com/ekey-hash.wasm') });
        const errors: readonly EkeyError[] = (await Rules.load()).check('uscc', 'x').errors;
        return errors.map((error) => text(error, words)).join() + (await hasher.digest(file)).sm3 + modules['ekey-hash.wasm'].integrity;
      }`);
    const options = ['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2022,DOM', '--module', module, '--moduleResolution', resolution];
    const { stdout } = spawnSync(process.execPath, [join(checkout, 'node_modules/typescript/bin/tsc'), ...options, 'consumer.mts'], { cwd: root, encoding: 'utf8' });
    assert.equal(stdout, '');
  });
}

test('budget_ofEachModule_holdsAndOneByteLessIsRefused', () => {
  for (const [name, most] of Object.entries(modules)) {
    const bytes = brotliCompressSync(readFileSync(file(`dist/${name}`))).length;
    assert.ok(bytes <= most, `${name}: ${bytes}`);
    const copy = join(folder(), name);
    const link = (budget) => {
      copyFileSync(file(`dist/${name}`), copy);
      return spawnSync('cmake', [`-DBROTLI=brotli`, `-DFILE=${copy}`, `-DBUDGET=${budget}`, '-P', join(checkout, 'wasm/budget.cmake')]).status;
    };
    assert.equal(link(statSync(file(`dist/${name}`)).size), 0);
    const exact = statSync(`${copy}.br`).size;
    assert.equal(link(exact), 0);
    assert.notEqual(link(exact - 1), 0);
  }
});

test('budget_ofAScript_oneByteLessIsRefused', async () => {
  const bytes = await shippedBytes(readFileSync(file('dist/index.js'), 'utf8'));
  assert.equal(await overBudget(file('dist/index.js'), bytes), undefined);
  assert.match(await overBudget(file('dist/index.js'), bytes - 1), /allowed/);
});
