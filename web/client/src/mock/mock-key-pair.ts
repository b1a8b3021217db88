import { joined, sequence, identifier, nothing, unsigned } from './der.js';
import { fixedKey } from './fixed-key.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** A key that signs, by WebCrypto. */
export interface MockKeyPair {
  readonly algorithm: 'ES256' | 'RS256';
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** AlgorithmIdentifier of its signatures, DER. */
  readonly signatureAlgorithm: Bytes;
  /** Over SHA-256 of the bytes; ECDSA as raw r ‖ s. */
  sign(bytes: Uint8Array): Promise<Bytes>;
}

/** As X.509 and CMS hold it: ECDSA as a SEQUENCE of r and s (RFC 5480 appendix A). */
export async function derSignature(pair: MockKeyPair, bytes: Uint8Array): Promise<Bytes> {
  const raw = await pair.sign(bytes);
  return pair.algorithm === 'RS256' ? raw : sequence(unsigned(raw.subarray(0, 32)), unsigned(raw.subarray(32)));
}

/** P-256, made anew. */
export async function freshKeyPair(): Promise<MockKeyPair> {
  const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  return {
    algorithm: 'ES256',
    publicKey: new Uint8Array(await crypto.subtle.exportKey('spki', made.publicKey)),
    signatureAlgorithm: sequence(identifier('1.2.840.10045.4.3.2')),
    sign: (bytes) => signedBy(made.privateKey, { name: 'ECDSA', hash: 'SHA-256' }, bytes),
  };
}

/** The RSA key that stands in this package: whoever reads it can sign with it. ECDSA by WebCrypto never gives the same bytes twice. */
export async function fixedKeyPair(): Promise<MockKeyPair> {
  const kind = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const bytes = Uint8Array.from(atob(fixedKey), (character) => character.charCodeAt(0));
  const privateKey = await crypto.subtle.importKey('pkcs8', bytes, kind, true, ['sign']);
  const { n, e } = await crypto.subtle.exportKey('jwk', privateKey);
  const publicKey = await crypto.subtle.importKey('jwk', { kty: 'RSA', n: n!, e: e! }, kind, true, ['verify']);
  return {
    algorithm: 'RS256',
    publicKey: new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)),
    signatureAlgorithm: sequence(identifier('1.2.840.113549.1.1.11'), nothing()),
    sign: (message) => signedBy(privateKey, kind, message),
  };
}

async function signedBy(key: CryptoKey, algorithm: { name: string; hash: string }, bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(algorithm, key, joined(bytes)));
}
