import { bits, element, identifier, joined, octets, printable, sequence, set, small, tagged, time, truth, unsigned, utf8 } from './der.js';
import { derSignature, type MockKeyPair } from './mock-key-pair.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** The enterprise that the mock's key belongs to; its organisation code is in the range that GB 11714 keeps for private use. */
export const enterprise = { name: '天津示范进出口有限公司', uscc: '91120000PDY00001X7' } as const;
const authorityName = '@ekey/client/mock: proves nothing';

/** What the mock's key holds, DER. */
export interface MockCertificates {
  readonly authority: Bytes;
  readonly certificate: Bytes;
  /** Of the certificate: IssuerAndSerialNumber (RFC 5652 §10.2.4). */
  readonly issuerAndSerial: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuer: string;
}

const tenYears = 3650 * 86400e3;
/** certificatePolicies of all that is made for demonstrations: the package's verifier says so of it. */
const demonstration = '2.25.224396106285935312487013545331372214391';

const attribute = (kind: string, value: Bytes): Bytes => set(sequence(identifier(kind), value));
const country = attribute('2.5.4.6', printable('CN'));
const common = (name: string): Bytes => attribute('2.5.4.3', utf8(name));
const extension = (kind: string, critical: boolean, value: Bytes): Bytes =>
  sequence(identifier(kind), ...(critical ? [truth()] : []), octets(value));

/** An authority, and a certificate of the enterprise for the same key: one key is enough for what proves nothing. */
export async function makeCertificates(pair: MockKeyPair, now: Date): Promise<MockCertificates> {
  const notBefore = new Date(now.getTime() - 86400e3);
  const notAfter = new Date(now.getTime() + tenYears);
  const issuer = sequence(country, common(authorityName));
  const organization = [attribute('2.5.4.10', utf8(enterprise.name)), attribute('2.5.4.97', utf8(`NTRCN-${enterprise.uscc}`))];
  const subject = sequence(country, ...organization, common(enterprise.name));
  const policy = extension('2.5.29.32', false, sequence(sequence(identifier(demonstration))));

  const make = async (serial: Bytes, name: Bytes, extensions: readonly Bytes[]): Promise<Bytes> => {
    const algorithm = pair.signatureAlgorithm;
    const validity = sequence(time(notBefore), time(notAfter));
    const all = tagged(3, sequence(...extensions, policy));
    const signed = sequence(tagged(0, small(2)), serial, algorithm, issuer, validity, name, pair.publicKey, all);
    return sequence(signed, algorithm, bits(await derSignature(pair, signed)));
  };
  // basicConstraints, keyUsage: keyCertSign and cRLSign; digitalSignature and nonRepudiation.
  const ofAuthority = [extension('2.5.29.19', true, sequence(truth())), extension('2.5.29.15', true, bits(Uint8Array.of(0x06), 1))];
  const ofEnterprise = [extension('2.5.29.19', true, sequence()), extension('2.5.29.15', true, bits(Uint8Array.of(0xc0), 6))];
  const mail = element(0x81, new TextEncoder().encode('authorised.user@demonstration.example')); // rfc822Name
  ofEnterprise.push(extension('2.5.29.17', false, sequence(mail)));

  const serial = unsigned(joined(Uint8Array.of(0x45, 0x4b), new Uint8Array(await crypto.subtle.digest('SHA-256', pair.publicKey)).subarray(0, 8)));
  return {
    authority: await make(small(1), issuer, ofAuthority),
    certificate: await make(serial, subject, ofEnterprise),
    issuerAndSerial: sequence(issuer, serial),
    ...{ notBefore, notAfter, issuer: authorityName },
  };
}
