import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeCertificate, expiringDays } from '../dist/index.js';
import { dist, read } from './support.mjs';

const [chinese, english] = ['zh-CN', 'en'].map((language) => JSON.parse(read(dist(`messages/${language}.json`))));

const certificate = {
  subject: 'CN=天津示范进出口有限公司',
  commonName: '天津示范进出口有限公司',
  uscc: '91120000PDY00001X7',
  issuer: 'CN=测试签发机构',
  issuerName: '测试签发机构',
  notBefore: '2026-10-24T08:00:00Z',
  notAfter: '2027-11-23T15:59:59Z', // 23:59:59 in China
  uses: ['authenticate', 'sign'],
};

const on = (time) => describeCertificate(certificate, chinese, new Date(time));

test('describe_aSigningCertificate_isReadByAClerk', () => {
  assert.deepEqual(on('2026-11-23T08:00:00Z'), {
    whose: '天津示范进出口有限公司（统一社会信用代码 91120000PDY00001X7）的证书',
    purpose: '用于登录和签名',
    issuedBy: '由测试签发机构签发',
    validity: '有效期至2027年11月23日',
    state: 'valid',
    caution: '',
  });
  const said = describeCertificate(certificate, english, new Date('2026-11-23T08:00:00Z'));
  assert.equal(said.validity, 'Valid until 23 November 2027');
  assert.equal(said.purpose, 'For logging in and signing');
});

test('describe_itsEnds_areToTheSecond', () => {
  assert.equal(on('2026-10-24T07:59:59.999Z').state, 'not_yet_valid');
  assert.equal(on('2026-10-24T08:00:00Z').state, 'valid');
  assert.equal(on('2027-11-23T15:59:59.999Z').state, 'expiring');
  assert.equal(on('2027-11-23T16:00:00Z').state, 'expired');
  assert.match(on('2027-11-23T16:00:00Z').validity, /^已于2027年11月23日过期/);
  assert.match(on('2026-10-24T07:59:59Z').validity, /^2026年10月24日起才有效/);
});

test('describe_nearItsEnd_countsTheDaysOfChina', () => {
  assert.equal(on(Date.parse('2027-11-23T00:00:00Z') - expiringDays * 86_400_000).state, 'expiring');
  assert.equal(on(Date.parse('2027-11-22T15:59:59Z') - expiringDays * 86_400_000).state, 'valid');
  assert.match(on('2027-11-21T15:59:59Z').validity, /还有 2 天/);
  assert.match(on('2027-11-21T16:00:00Z').validity, /明天到期/);
  assert.match(on('2027-11-22T16:00:00Z').validity, /今天到期/);
});

test('describe_everyUseAndACertificateWithoutNames_hasWordsInBothLanguages', () => {
  for (const catalogue of [chinese, english]) {
    const said = [['authority'], ['sign'], []].map((uses) =>
      Object.values(describeCertificate({ ...certificate, uscc: undefined, commonName: '', issuerName: '', demonstration: true, uses }, catalogue)),
    );
    assert.equal(new Set(said.map(([, purpose]) => purpose)).size, 3);
    for (const [whose, , issuedBy, , , caution] of said) {
      assert.match(whose, /CN=天津/);
      assert.match(issuedBy, /CN=测试签发机构/);
      assert.notEqual(caution, '');
    }
    assert.doesNotMatch(said.flat().join(), /certificate-says|[{}]|undefined/);
  }
});
