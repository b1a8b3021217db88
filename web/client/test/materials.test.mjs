import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';

import { FileError, Rules, Hasher, inspectFile, manifestName, nameBytes, prepareMaterial } from '../dist/index.js';
import { checkout, digestsOf, noise } from './support.mjs';

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

/** Of one page, and this long. */
function pdf(length) {
  const first = '%PDF-1.7\n';
  const second = `${first}1 0 obj <</Pages 2 0 R>> endobj\n`;
  const head = `${second}2 0 obj <</Count 1 /Kids [3 0 R]>> endobj\n`;
  const line = (text) => `${String(text.length).padStart(10, '0')} 00000 n \n`;
  const table = `xref\n0 3\n0000000000 65535 f \n${line(first)}${line(second)}trailer <</Size 4 /Root 1 0 R>>\nstartxref\n`;
  const tail = (place) => `${table}${String(place).padStart(8, '0')}\n%%EOF\n`;
  const place = length - tail(0).length;
  return Buffer.from(head.padEnd(place) + tail(place), 'latin1');
}
const fixture = (name) => readFileSync(checkout(`tests/fixtures/material/${name}`));
const file = (bytes, name) => new File([bytes], name);

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

test('inspectFile_picturesAndPdfs_tellWhatTheyAre', async () => {
  const look = (name) => inspectFile(rules, file(fixture(name), name), slot);
  assert.deepEqual(await look('orientation6.jpg'), {
    type: 'image/jpeg',
    errors: [],
    picture: { width: 120, height: 80, dpiX: 300, dpiY: 300, orientation: 6 },
  });
  assert.deepEqual(await look('plain-100.pdf'), { type: 'application/pdf', errors: [], pages: 100 });
  const codes = async (name) => (await look(name)).errors.map(({ code }) => code);
  for (const how of ['rc4-40', 'rc4-128', 'rc4-128-v4', 'aes-128', 'aes-128-metadata', 'aes-256-r5', 'aes-256']) {
    assert.deepEqual(await look(`owner-${how}.pdf`), { type: 'application/pdf', errors: [], pages: 3, encrypted: true }, how);
    assert.deepEqual(await codes(`user-${how}.pdf`), ['material.pdf_password'], how);
  }
  assert.deepEqual(await codes('picture.heic'), ['material.heic']);
  assert.deepEqual(await codes('page.tif'), ['material.tiff']);
});

test('inspectFile_limitsOfPixelsAndPages_hold', async () => {
  const codes = async (name, limits) =>
    (await inspectFile(rules, file(fixture(name), name), { ...slot, ...limits })).errors.map(({ code }) => code);
  assert.deepEqual(await codes('palette.png', { pixels: 9600 }), []);
  assert.deepEqual(await codes('palette.png', { pixels: 9599 }), ['material.pixels']);
  assert.deepEqual(await codes('plain-3.pdf', { pages: 3 }), []);
  assert.deepEqual(await codes('plain-3.pdf', { pages: 2 }), ['material.pages']);
});

test('inspectFile_largeFile_isReadInPartsAndOnlyWhereNeeded', async () => {
  const bytes = pdf(20_000_000);
  const parts = [];
  const slice = (from, to) => (parts.push(to - from), new Blob([bytes.subarray(from, to)]));
  const found = await inspectFile(rules, { name: 'a.pdf', size: bytes.length, slice }, { ...slot, bytes: bytes.length });
  assert.deepEqual(found, { type: 'application/pdf', errors: [], pages: 1 });
  assert.ok(parts.length <= 4 && parts.every((length) => length <= 262_144), String(parts));
});

test('inspectFile_manyAtOnce_eachGetsItsOwnVerdict', async () => {
  const names = readdirSync(checkout('tests/fixtures/material/')).filter((name) => !name.startsWith('make'));
  const open = { types: ['image/jpeg', 'image/png', 'application/pdf'], bytes: 1e6 };
  const together = await Promise.all(names.map((name) => inspectFile(rules, file(fixture(name), name), open)));
  for (const [i, name] of names.entries()) {
    assert.deepEqual(await inspectFile(rules, file(fixture(name), name), open), together[i], name);
  }
});

test('inspectFile_manyThatVanish_leaveRoomForTheNext', async () => {
  const gone = { name: 'a.pdf', size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
  const looks = await Promise.allSettled(Array.from({ length: 20 }, () => inspectFile(rules, gone, slot)));
  assert.ok(looks.every(({ reason }) => reason instanceof FileError));
  assert.deepEqual((await inspectFile(rules, file(pdf(1000), 'a.pdf'), slot)).errors, []);
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

// Offsets in a table of a PDF that leave 32 bits: in WebAssembly they must not come round to a place in the file.
test('inspectFile_pdfWhoseTableWrapsAround_isDamagedAsInThePortal', async () => {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1 /Kids [3 0 R] >>', '<< /Type /Page /Parent 2 0 R >>'];
  const made = (index) => {
    let text = '%PDF-1.7\n';
    const rows = [];
    for (const [i, object] of objects.entries()) {
      rows.push(1, text.length >> 8, text.length & 255, 0);
      text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    }
    const at = text.length;
    text += `4 0 obj\n<< /Type /XRef /Size 9 /Root 1 0 R /W [1 2 1] /Index [${index}] /Length ${rows.length} >>\nstream\n`;
    const end = `\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`;
    return file(Buffer.concat([Buffer.from(text), Buffer.from(rows), Buffer.from(end)]), 'a.pdf');
  };
  const plain = await inspectFile(rules, made('1 3'), slot);
  assert.deepEqual([plain.errors, plain.pages], [[], 1]);
  const wrapping = await inspectFile(rules, made(`${'100 8388608 '.repeat(128)}1 3`), slot);
  assert.deepEqual(wrapping.errors.map(({ code }) => code), ['material.damaged']);
});

test('inspectFile_abortedWhileItWaits_readsNothing', async () => {
  const reason = new Error('changed my mind');
  const unread = new File([pdf(1000)], 'a.pdf');
  unread.slice = () => assert.fail('it was read');
  await assert.rejects(inspectFile(rules, unread, slot, AbortSignal.abort(reason)), (error) => error === reason);
});
