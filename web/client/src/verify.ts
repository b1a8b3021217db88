import { encodeBase64 } from './base64.js';
import { UsageError } from './failures.js';
import type { EkeyError, Outcome } from './types.js';
import { compile, type WasmSource } from './wasm/loader.js';
import { JsonModule } from './wasm/json-module.js';

/** What a certificate may be used for; `authority`: it issues others. */
export type CertificateUse = 'authenticate' | 'sign' | 'authority';

/** What a certificate says. Names are empty where there is none, where there are several, or where one hides something. */
export interface Certificate {
  /** RFC 4514 text. */
  readonly subject: string;
  /** The enterprise's name. */
  readonly commonName: string;
  /** The enterprise's unified social credit code (统一社会信用代码); its check digits are not looked at. */
  readonly uscc?: string;
  readonly email?: string;
  /** RFC 4514 text. */
  readonly issuer: string;
  /** Name of the authority that issued it. */
  readonly issuerName: string;
  /** Upper-case hexadecimal. */
  readonly serial: string;
  /** RFC 3339, UTC; both ends are still valid. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** The usual signature of its key; empty where there is no use for the key. */
  readonly algorithm: 'ES256' | 'ES384' | 'RS256' | 'SM2' | '';
  readonly uses: readonly CertificateUse[];
  /** SHA-256 of its DER, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** Made for demonstrations: it proves nothing. */
  readonly demonstration?: true;
}

/** The verdict on a signature. */
export interface Verification {
  /** Nothing in `errors` is of severity `error`. */
  readonly valid: boolean;
  /** Why it is not valid, all that is known, and warnings. Codes: `signature.…`, `certificate.…`, `crl.…`, `pem.…`. */
  readonly errors: readonly EkeyError[];
  /** Whether revocation lists were looked at. */
  readonly revocation: 'checked' | 'unchecked';
  /** RFC 5652 or GB/T 35275. This and what follows only where the signature itself is right. */
  readonly form?: 'cms' | 'gbt35275';
  /** `SM2-SM3`, `ECDSA-SHA256`, `RSA-SHA256`, `RSAPSS-SHA256`, … */
  readonly algorithm?: string;
  /** The content was not inside. */
  readonly detached?: boolean;
  /** By the signer's own claim; RFC 3339, UTC. */
  readonly signingTime?: string;
  readonly signer?: Certificate;
  /** From the signer to an anchor, where there is a way. */
  readonly chain?: readonly Certificate[];
}

/** A file: PEM as text or bytes, or the bytes of its DER. */
export type PemOrDer = string | Uint8Array;

/** With what a signature is verified. */
export interface VerifyOptions {
  /** What was signed, where it is not inside of the signature. */
  readonly content?: Uint8Array;
  /** Certificates of the authorities that are trusted; several may stand in one PEM. */
  readonly anchors: readonly PemOrDer[];
  /** Lists of revoked certificates; without any, revocation is not looked at. */
  readonly revocationLists?: readonly PemOrDer[];
  /** When the certificate must be valid; by default now. */
  readonly at?: Date;
}

/** The verifier of signatures: the C++ that host and portal run. */
export class Verifier {
  readonly #module: JsonModule;

  private constructor(module: JsonModule) {
    this.#module = module;
  }

  /**
   * @param wasm the verify module; by default `ekey-verify.wasm` beside this script
   * @throws {WasmBlockedError} by the page's policy
   * @throws {WasmLoadError} the module is not to be had, or is none
   */
  static async load(wasm?: WasmSource): Promise<Verifier> {
    return new Verifier(new JsonModule(await compile(wasm ?? new URL('./ekey-verify.wasm', import.meta.url)), 'ekey_verify_call'));
  }

  /**
   * Verifies SignedData of RFC 5652 or GB/T 35275. What is wrong with the signature is in the answer. Throws UsageError for a date that
   * is none and for an anchor or a revocation list that cannot be read: these are the program's, not the signer's.
   */
  verify(signedData: PemOrDer, { content, anchors, revocationLists, at = new Date() }: VerifyOptions): Verification {
    const outcome = this.#module.call<Verification>('verify', {
      signedData: encoded(signedData),
      ...(content && { content: encoded(content) }),
      anchors: anchors.map(encoded),
      ...(revocationLists && { revocationLists: revocationLists.map(encoded) }),
      at: timestamp(at),
    });
    if (!outcome.errors) {
      return outcome.result;
    }
    const [error] = outcome.errors;
    if (error?.code === 'json.size') {
      throw new UsageError('more than 12 MB in all', outcome.errors);
    }
    throw new UsageError(outcome.errors.map(({ code, pointer }) => `${code} at '${pointer}'`).join(', '), outcome.errors);
  }

  /** What a certificate says, the first one where there are several. Errors: `certificate.malformed`, `pem.…`. */
  certificate(file: PemOrDer): Outcome<Certificate> {
    return this.#module.call<Certificate>('certificate', { certificate: encoded(file) });
  }
}

let loading: Promise<Verifier> | undefined;

/** `Verifier.verify` with the module beside this script, which is fetched at the first call: a page that verifies nothing does not pay for it. */
export async function verify(signedData: PemOrDer, options: VerifyOptions): Promise<Verification> {
  loading ??= Verifier.load().catch((error: unknown) => {
    loading = undefined; // the network may be back at the next call
    throw error;
  });
  return (await loading).verify(signedData, options);
}

const encoded = (file: PemOrDer): string => encodeBase64(typeof file === 'string' ? new TextEncoder().encode(file) : file);

function timestamp(date: Date): string {
  if (Number.isNaN(date.getTime())) {
    throw new UsageError('at is no date');
  }
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
