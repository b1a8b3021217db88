import { element, identifier, octets, sequence, set, small, tagged, time } from './der.js';
import type { MockCertificates } from './mock-certificate.js';
import { derSignature, type MockKeyPair } from './mock-key-pair.js';

type Bytes = Uint8Array<ArrayBuffer>;

const data = identifier('1.2.840.113549.1.7.1');
const signedData = identifier('1.2.840.113549.1.7.2');
const sha256 = sequence(identifier('2.16.840.1.101.3.4.2.1'));
const attribute = (kind: string, value: Bytes): Bytes => sequence(identifier(`1.2.840.113549.1.9.${kind}`), set(value));

/**
 * SignedData (RFC 5652) with the attributes that the host writes: contentType, messageDigest, signingTime, signingCertificateV2.
 * `content`: goes inside; without it the signature is detached. `digest`: SHA-256 of the content.
 */
export async function mockSignedData(
  pair: MockKeyPair,
  { certificate, issuerAndSerial }: MockCertificates,
  { digest, content, now }: { digest: Uint8Array; content?: Uint8Array; now: Date },
): Promise<Bytes> {
  const fingerprint = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
  const attributes = set(
    attribute('3', data),
    attribute('4', octets(digest)),
    attribute('5', time(now)),
    attribute('16.2.47', sequence(sequence(sequence(octets(fingerprint))))), // SHA-256 is the default (RFC 5035 §4)
  );
  const signature = await derSignature(pair, attributes);
  const inside = attributes.subarray(attributes[1]! < 0x80 ? 2 : 2 + (attributes[1]! & 0x7f)); // the same members as [0] IMPLICIT
  const signer = sequence(small(1), issuerAndSerial, sha256, element(0xa0, inside), pair.signatureAlgorithm, octets(signature));
  const encapsulated = sequence(data, ...(content ? [tagged(0, octets(content))] : []));
  const body = sequence(small(1), set(sha256), encapsulated, tagged(0, certificate), set(signer));
  return sequence(signedData, tagged(0, body));
}
