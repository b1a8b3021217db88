import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';

import { FileError, Rules, Hasher, inspectFile, manifestName, nameBytes, prepareMaterial, sample, sampleBytes } from '../dist/index.js';
import { digestsOf, noise } from './support.mjs';

const rules = await Rules.load();
const hasher = await Hasher.create();
const slot = {
  item: 'businessLicence',
  pointer: '/materials/businessLicence',
  required: true,
  types: ['image/jpeg', 'image/png', 'application/pdf'],
  bytes: 300_000,
  present: false,
};

function pdf(length) {
  const [head, tail] = ['%PDF-1.7\n', '\nstartxref\n9\n%%EOF\n'];
  return Buffer.concat([Buffer.from(head), Buffer.alloc(length - head.length - tail.length, 'x'), Buffer.from(tail)]);
}
const file = (bytes, name) => new File([bytes], name);

test('sample_fileShorterThanTheWindow_isTheWholeAtBothEnds', async () => {
  const { head, tail, bytes } = await sample(file('abc', 'a.txt'));
  assert.deepEqual([Buffer.from(head).toString(), Buffer.from(tail).toString(), bytes], ['abc', 'abc', 3]);
});

test('sample_longFile_isItsTwoEnds', async () => {
  const bytes = noise(3 * sampleBytes + 1);
  const { head, tail } = await sample(file(bytes, 'a.bin'));
  assert.deepEqual(head, bytes.slice(0, sampleBytes));
  assert.deepEqual(tail, bytes.slice(-sampleBytes));
});

test('prepareMaterial_fileThatFits_isItsManifestLine', async () => {
  const bytes = pdf(200_000);

  const { result } = await prepareMaterial(rules, hasher, slot, file(bytes, '营业执照.pdf'));

  const entry = { item: 'businessLicence', name: '营业执照.pdf', type: 'application/pdf', ...digestsOf(bytes) };
  assert.deepEqual(result, { entry, warnings: [] });
});

test('prepareMaterial_sizeAtTheLimit_isTakenAndOneByteMoreIsNot', async () => {
  assert.ok((await prepareMaterial(rules, hasher, slot, file(pdf(slot.bytes), 'a.pdf'))).result);
  const { errors } = await prepareMaterial(rules, hasher, slot, file(pdf(slot.bytes + 1), 'a.pdf'));
  assert.deepEqual(errors.map(({ code, pointer }) => [code, pointer]), [['material.too_large', slot.pointer]]);
});

test('prepareMaterial_otherKindOfFile_isRefusedWithoutReadingItWhole', async () => {
  const hasherThatMustNotRun = { digest: () => assert.fail('digested') };
  for (const bytes of [noise(1000), Buffer.from('<svg onload=alert(1)>'), deflateSync('x'), Buffer.alloc(0)]) {
    const { errors } = await prepareMaterial(rules, hasherThatMustNotRun, slot, file(bytes, 'a.pdf'));
    assert.equal(errors[0].pointer, slot.pointer);
  }
});

test('prepareMaterial_extensionOfAnotherType_isAWarningThatPointsAtTheItem', async () => {
  const { result } = await prepareMaterial(rules, hasher, slot, file(pdf(1000), 'a.png'));
  assert.deepEqual(result.warnings.map(({ code, pointer, severity }) => [code, pointer, severity]), [
    ['material.extension', slot.pointer, 'warning'],
  ]);
});

test('inspectFile_fileThatVanished_isUnreadable', async () => {
  const gone = { name: 'a.pdf', size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
  await assert.rejects(inspectFile(rules, gone, slot), (error) => error instanceof FileError && error.code === 'file.unreadable');
});

test('manifestName_anyName_isWellFormedBoundedAndKeepsItsExtension', () => {
  assert.equal(manifestName('营业执照 (1).PDF'), '营业执照 (1).PDF');
  assert.equal(manifestName('a\ud800b.pdf'), 'a\ufffdb.pdf');
  assert.equal(manifestName('a\n\0\u0085b.pdf'), 'ab.pdf');
  assert.equal(manifestName('\x01'), '_');
  const bytes = (text) => Buffer.byteLength(text);
  const longest = `${'x'.repeat(nameBytes - 4)}.pdf`;
  assert.equal(manifestName(longest), longest);
  for (const long of [`x${longest}`, `${'执'.repeat(250)}.pdf`, `${'😀'.repeat(100)}.pdf`]) {
    const name = manifestName(long);
    assert.match(name, /…\.pdf$/);
    assert.ok(bytes(name) <= nameBytes && bytes(name) > nameBytes - 4, name);
    assert.ok(name.isWellFormed());
  }
  assert.equal(bytes(manifestName('.'.repeat(1000))) <= nameBytes, true);
});
