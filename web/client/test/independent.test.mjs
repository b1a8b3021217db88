// Our SM2 and GB/T 35275 output, verified by what shares no code with ours: a generic ASN.1 reader with sm-crypto-v2, and the openssl
// command, which knows SM2 but neither structure nor attributes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import * as asn1js from 'asn1js';
import { sm2, sm3 } from 'sm-crypto-v2';

import { fixture } from './verify-support.mjs';

const userId = '1234567812345678'; // GB/T 35276-2017 §10
const oid = {
  gbtSignedData: '1.2.156.10197.6.1.4.2.2', // GB/T 35275-2017 §6
  gbtData: '1.2.156.10197.6.1.4.2.1',
  sm3: '1.2.156.10197.1.401',
  sm2: '1.2.156.10197.1.301.1',
  sm2WithSm3: '1.2.156.10197.1.501',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
};

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const oidOf = (node) => node.valueBlock.toString();
const childrenOf = (node) => node.valueBlock.value;

function parsed(der) {
  const { result, offset } = asn1js.fromBER(der);
  assert.equal(offset, der.length, 'nothing behind the structure');
  return result;
}

/** The parts of SignedData, of RFC 2315 §9's shape. */
function partsOf(der) {
  const [type, wrapped] = childrenOf(parsed(der));
  const [version, digests, inner, ...rest] = childrenOf(childrenOf(wrapped)[0]);
  const [signer, ...others] = childrenOf(rest.at(-1));
  assert.equal(others.length, 0);
  const [innerType, innerContent] = childrenOf(inner);
  const [, issuerAndSerial, digestAlgorithm, attributes, signatureAlgorithm, signature] = childrenOf(signer);
  return {
    type: oidOf(type),
    version: version.valueBlock.valueDec,
    digests: childrenOf(digests).map((one) => oidOf(childrenOf(one)[0])),
    innerType: oidOf(innerType),
    content: innerContent && new Uint8Array(childrenOf(innerContent)[0].getValue()),
    certificates: childrenOf(rest[0]),
    serial: hex(childrenOf(issuerAndSerial)[1].valueBlock.valueHexView),
    digestAlgorithm: oidOf(childrenOf(digestAlgorithm)[0]),
    attributes,
    signatureAlgorithm: oidOf(childrenOf(signatureAlgorithm)[0]),
    signature: new Uint8Array(signature.getValue()),
  };
}

/** What is signed (RFC 2315 §9.3): the attributes as SET OF, sorted as DER demands, under the universal tag. */
function signedBytes(attributes) {
  const encoded = childrenOf(attributes).map((one) => Buffer.from(one.toBER()));
  const sorted = [...encoded].sort(Buffer.compare);
  assert.deepEqual(encoded, sorted, 'already in the order of DER');
  const set = new asn1js.Set({ value: sorted.map((der) => parsed(new Uint8Array(der))) });
  return new Uint8Array(set.toBER());
}

function attributeOf(attributes, type) {
  const found = childrenOf(attributes).filter((one) => oidOf(childrenOf(one)[0]) === type);
  assert.equal(found.length, 1, type);
  return childrenOf(childrenOf(found[0])[1])[0];
}

/** The certificate's fields (RFC 5280 §4.1) that the signer's name and key are in. */
function certificateOf({ certificates, serial }) {
  const fields = certificates.map((one) => childrenOf(childrenOf(one)[0]));
  const [found] = fields.filter((one) => hex(one[1].valueBlock.valueHexView) === serial);
  assert.ok(found, 'the signer is among the certificates');
  return { publicKey: found[6], point: hex(childrenOf(found[6])[1].valueBlock.valueHexView) };
}

function verifyByOpenssl(message, signature, publicKey) {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-independent-'));
  try {
    const files = Object.entries({ message, signature, key: new Uint8Array(publicKey.toBER()) });
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const words = ['pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${userId}`, '-pubin', '-keyform', 'DER'];
    return spawnSync('openssl', [...words, '-inkey', 'key', '-in', 'message', '-sigfile', 'signature'], { cwd: folder }).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [file, what, content] of [
  ['sm2-gbt35275.p7s', 'attached'],
  ['sm2-detached.p7s', 'detached', fixture('content.json')],
]) {
  test(`gbt35275_${what}_isRightByStrangersCode`, () => {
    const parts = partsOf(fixture(file));
    assert.equal(parts.type, oid.gbtSignedData);
    assert.equal(parts.version, 1);
    assert.deepEqual(parts.digests, [oid.sm3]);
    assert.equal(parts.innerType, oid.gbtData);
    assert.equal(parts.digestAlgorithm, oid.sm3);
    assert.ok([oid.sm2, oid.sm2WithSm3].includes(parts.signatureAlgorithm), parts.signatureAlgorithm);
    assert.equal(parts.content === undefined, content !== undefined);

    const digest = hex(new Uint8Array(attributeOf(parts.attributes, oid.messageDigest).getValue()));
    assert.equal(digest, sm3(content ?? parts.content));
    assert.equal(oidOf(attributeOf(parts.attributes, oid.contentType)), oid.gbtData);

    const message = signedBytes(parts.attributes);
    const { publicKey, point } = certificateOf(parts);
    const right = (bytes, id = userId) => sm2.doVerifySignature(bytes, hex(parts.signature), point, { der: true, hash: true, userId: id });
    assert.equal(right(message), true);
    assert.equal(right(message, 'ALICE123@YAHOO.COM'), false, 'the user id counts');
    assert.equal(verifyByOpenssl(message, parts.signature, publicKey), true);

    const other = message.slice();
    other[other.length - 1] ^= 1;
    assert.equal(right(other), false);
    assert.equal(verifyByOpenssl(other, parts.signature, publicKey), false);
  });
}
