import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EkeyFailure, listText, sizeText, text, typeText } from '../dist/index.js';
import { dist, read } from './support.mjs';

const catalogue = (language) => JSON.parse(read(dist(`messages/${language}.json`)));
const chinese = catalogue('zh-CN');
const english = catalogue('en');

test('text_placeholders_areTheParams', () => {
  const error = { code: 'uscc.letter', pointer: '', severity: 'error', params: { position: 3, letter: 'I' } };
  assert.match(text(error, english), /^Character 3 cannot be “I”\./);
  assert.equal(text({ code: 'a', params: { b: 0 } }, { a: '{b}{b} {c}' }), '00 {c}');
});

test('text_codeWithoutText_isTheCode', () => {
  assert.equal(text({ code: 'uscc.none' }, english), 'uscc.none');
  assert.equal(text({ code: 'constructor' }, english), 'constructor');
});

test('text_failureOfThePackage_hasItsText', () => {
  assert.equal(text(new EkeyFailure('file.changed', '', { bytes: 1, found: 2 }), { 'file.changed': '{bytes}→{found}' }), '1→2');
});

test('text_mediaTypesListsAndSizes_readAsPeopleSayThem', () => {
  const type = { code: 'material.type', params: { found: 'image/png', accepted: ['image/jpeg', 'application/pdf'] } };
  assert.equal(text(type, english), 'This kind of file is not accepted (PNG). Choose a JPEG or PDF file');
  assert.match(text(type, chinese), /JPEG 或 PDF/);
  const size = { code: 'material.too_large', params: { bytes: 2_000_001, limit: 200_000 } };
  assert.match(text(size, english), /2\u00a0MB, more than 200\u00a0KB/);
});

test('text_wordsThatHaveTheirOwnText_areToldByIt', () => {
  const error = { code: 'certificate.chain', params: { reason: 'authority_expired' } };
  assert.match(text(error, english), /\(the certificate of an authority in it has expired\)/);
  assert.match(text(error, chinese), /（其中一家机构的证书已过期）/);
  const words = { a: '{b} {c}', 'word.b.x': 'known' };
  assert.equal(text({ code: 'a', params: { b: ['x', 'y'], c: 'x' } }, words), 'known, y x');
});

test('text_sizesThatRoundAlike_areShownExactly', () => {
  const shown = (bytes, limit) => text({ code: 'a', params: { bytes, limit } }, { ...english, a: '{bytes:size} {limit:size}' }).replaceAll('\u00a0', ' ');
  assert.equal(shown(200_000, 199_999), '200,000 bytes 199,999 bytes');
  assert.equal(shown(200_050, 199_949), '200.1 KB 199.9 KB');
});

test('sizeText_atEachStep_changesItsUnit', () => {
  const sizes = [0, 999, 1000, 999_949, 1_000_000, 1_234_567_890].map((bytes) => sizeText(bytes, english).replace('\u00a0', ' '));
  assert.deepEqual(sizes, ['0 bytes', '999 bytes', '1 KB', '999.9 KB', '1 MB', '1,234.6 MB']);
});

test('listText_noneOneTwoThree_isJoined', () => {
  assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => listText(words, chinese)), ['', 'a', 'a 或 b', 'a、b 或 c']);
});

test('typeText_unknownType_staysAsItIs', () => {
  assert.equal(typeText('application/x-none', english), 'application/x-none');
});
