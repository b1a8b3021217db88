import type { CertificateSummary, DiagnosisStep, DigestAlgorithm, Handle, Hello, LoginToken, Notices, TokenSummary } from './generated/protocol.js';

/** How an operation is given up. */
export interface OperationOptions {
  /** Aborting closes the host's window. The operation is then rejected with the signal's reason, once the host is free again. */
  readonly signal?: AbortSignal;
}

/** Which certificate is used, and how the operation is given up. */
export interface KeyOptions extends OperationOptions {
  /** Which one, of `certificates()`; needed only where several would do (`certificate.several`). */
  readonly certificate?: Handle;
}

/** What is signed where the host does not see the content. */
export interface SignDigestOptions extends KeyOptions {
  /** That the digest was made with; it must be the one that the certificate's key signs with. */
  readonly algorithm: DigestAlgorithm;
  /** What this site calls the content, 1 to 200 characters; the host's window shows it as the site's claim. */
  readonly name: string;
}

/** Whose PIN is changed. */
export interface ChangePinOptions extends OperationOptions {
  /** Which one, of `tokens()`; needed only where several are plugged in (`token.several`). */
  readonly token?: Handle;
}

/** What is told unasked, and to whom. */
export type KeyListener<N extends keyof Notices> = (params: Notices[N]) => void;

/**
 * The electronic key of the person in front of the page: `Signer` reaches a real one through ekey-host, and `MockSigner` of
 * `@ekey/client/mock` plays one. Every method throws SignerError, or the reason of a signal that was given.
 *
 * Handles are opaque and mean something on one connection only. One of an earlier connection is refused as `certificate.unknown` or
 * `token.unknown`: list them anew.
 */
export interface ElectronicKey {
  /** What the host said, on the last connection, of itself and of what this site may ask for. */
  readonly host: Hello;
  /** False once the connection has ended; the next call makes another. */
  readonly open: boolean;

  /** The certificates of the keys that are plugged in. Whose they are is not told before the first consent. */
  certificates(signal?: AbortSignal): Promise<readonly CertificateSummary[]>;

  /** The keys that are plugged in, and which of the certificates each holds. */
  tokens(signal?: AbortSignal): Promise<readonly TokenSummary[]>;

  /** A log-in token for this page's origin. `nonce`: the site's, base64 of at least 256 random bits. */
  authenticate(nonce: string, options?: KeyOptions): Promise<LoginToken>;

  /** SignedData (DER) over a canonical submission of at most 1 MiB, which is inside it. */
  sign(content: Uint8Array, options?: KeyOptions): Promise<Uint8Array<ArrayBuffer>>;

  /** As `sign`, of 1 to 100 contents with one consent and one PIN: either all are signed, in their order, or none is. */
  signAll(contents: readonly Uint8Array[], options?: KeyOptions): Promise<Uint8Array<ArrayBuffer>[]>;

  /** Detached SignedData (DER) over a content that only the page knows. Needs the right `signDigest`, which is off unless a policy grants it. */
  signDigest(digest: Uint8Array, options: SignDigestOptions): Promise<Uint8Array<ArrayBuffer>>;

  /** Lets the person change a key's PIN in the host's windows, and tells which key's it was. */
  changePin(options?: ChangePinOptions): Promise<Handle>;

  /** Ends this connection's operation and its window; it is rejected with `user.cancelled`. False where none was running. */
  cancel(): Promise<boolean>;

  /** Why the key does not work: the steps in their order, up to the first that fails. Their codes have texts in the catalogues. */
  diagnose(signal?: AbortSignal): Promise<readonly DiagnosisStep[]>;

  /**
   * Listens to `token.added`, `token.removed`, `operation.progress` or `operation.cancelled`, on this and later connections. Resolves,
   * once the host has agreed, to a function that ends it. Keys that are there already are told as added to the first who listens, and
   * again on every later connection.
   */
  on<N extends keyof Notices>(name: N, listener: KeyListener<N>): Promise<() => void>;

  /** Closes the connection and the host's window. Calls under way are rejected with `signer.closed`. */
  close(): void;

  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void;
}
