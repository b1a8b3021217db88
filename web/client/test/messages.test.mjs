import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { checkout, read } from './support.mjs';

const catalogue = (language, name = 'client') => JSON.parse(read(checkout(`messages/${language}/${name}.json`)));
const placeholders = (text) => [...text.matchAll(/\{(\w+(?::size)?)\}/g)].map(([, name]) => name).sort();

for (const name of ['client', 'elements']) {
  test(`messages_${name}InBothLanguages_haveTheSameCodesAndPlaceholders`, () => {
    const [chinese, english] = [catalogue('zh-CN', name), catalogue('en', name)];
    assert.deepEqual(Object.keys(chinese), Object.keys(english));
    for (const code of Object.keys(chinese)) {
      assert.deepEqual(placeholders(chinese[code]), placeholders(english[code]), code);
    }
  });
}

// What texts.ts itself asks of a catalogue, names of media types, what certificates say (verify-texts.test.mjs), texts of the rules that read
// better in a page, and what to do about a signer (signer-discovery.test.mjs).
const words = /^(locale|list\.(comma|or)|unit\.bytes|type\..+\/.+|certificate-says\..+|signer\.[a-z]+\.(remedy|administrator))$/;

test('messages_everyCodeThrown_hasATextAndNoTextIsLeftOver', () => {
  const folder = new URL('../src/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const text = sources.map((name) => read(new URL(name, folder))).join('\n');
  const thrown = [...text.matchAll(/'((?:wasm|worker|file|saved|signer)\.[a-z]+|usage)'/g)].map(([, code]) => code);
  const rules = JSON.parse(read(checkout('messages/en/rules.json')));
  const own = Object.keys(catalogue('en')).filter((code) => !words.test(code) && !(code in rules));
  assert.deepEqual([...new Set(thrown)].sort(), own.sort());
});
