import { encodeBase64 } from '../base64.js';
import type { CertificateSummary, LoginToken, TokenSummary } from '../generated/protocol.js';
import { joined } from './der.js';
import { enterprise, makeCertificates, type MockCertificates } from './mock-certificate.js';
import { fixedKeyPair, freshKeyPair, type MockKeyPair } from './mock-key-pair.js';
import { mockSignedData } from './mock-signed-data.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** When a deterministic mock is: nothing in it changes from one run to the next. */
const fixedTime = new Date('2026-01-01T00:00:00Z');

/** What a real key with the host around it would make. */
export class MockKey {
  readonly #pair: MockKeyPair;
  readonly #fixed: boolean;
  readonly certificates: MockCertificates;

  private constructor(pair: MockKeyPair, fixed: boolean, certificates: MockCertificates) {
    [this.#pair, this.#fixed, this.certificates] = [pair, fixed, certificates];
  }

  static async make(fixed: boolean): Promise<MockKey> {
    const pair = await (fixed ? fixedKeyPair() : freshKeyPair());
    return new MockKey(pair, fixed, await makeCertificates(pair, fixed ? fixedTime : new Date()));
  }

  /** As `certificates()` tells it; `subject` only where the person has consented. */
  summary(certificate: string, consented: boolean): CertificateSummary {
    const { notBefore, notAfter, issuer } = this.certificates;
    const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
    return {
      certificate,
      algorithm: this.#pair.algorithm,
      use: ['authenticate', 'sign'],
      ...{ notBefore: seconds(notBefore), notAfter: seconds(notAfter), issuer },
      ...(consented && { subject: enterprise.name }),
    };
  }

  token(token: string, certificate: string): TokenSummary {
    return { token, pin: 'ok', ownPad: false, pinToBeChanged: false, certificates: [certificate] };
  }

  /** web-eid:1.0: the signature is over the digests of origin and nonce, one after the other. */
  async loginToken(origin: string, nonce: string, appVersion: string): Promise<LoginToken> {
    const [first, second] = await Promise.all([sha256(new TextEncoder().encode(origin)), sha256(new TextEncoder().encode(nonce))]);
    return {
      unverifiedCertificate: encodeBase64(this.certificates.certificate),
      algorithm: this.#pair.algorithm,
      signature: encodeBase64(await this.#pair.sign(joined(first, second))),
      format: 'web-eid:1.0',
      appVersion,
    };
  }

  async signContent(content: Uint8Array): Promise<Bytes> {
    return this.#signed({ digest: await sha256(content), content });
  }

  signDigest(digest: Uint8Array): Promise<Bytes> {
    return this.#signed({ digest });
  }

  #signed(what: { digest: Uint8Array; content?: Uint8Array }): Promise<Bytes> {
    return mockSignedData(this.#pair, this.certificates, { ...what, now: this.#fixed ? fixedTime : new Date() });
  }
}

const sha256 = async (bytes: Uint8Array): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(bytes)));
