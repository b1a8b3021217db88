import { decodeBase64, encodeBase64 } from './base64.js';
import { version } from './build-info.js';
import {
  pieceBytes,
  subprotocol,
  type CertificateSummary,
  type Handle,
  type Hello,
  type LoginToken,
} from './generated/protocol.js';
import { SignerConnection } from './signer-connection.js';
import { discover } from './signer-discovery.js';
import { SignerError } from './signer-failures.js';

/** How the host is greeted. */
export interface SignerOptions {
  /** How this page is named in the host's log. */
  readonly client?: { readonly name: string; readonly version: string };
  readonly signal?: AbortSignal;
}

/** Which certificate is used, and how the operation is given up. */
export interface KeyOptions {
  /** Which one, of `certificates()`; needed only where several would do (`certificate.several`). */
  readonly certificate?: Handle;
  /** Aborting closes the host's window and the connection. */
  readonly signal?: AbortSignal;
}

/**
 * The electronic key of the person in front of the page, reached through ekey-host on their computer. The host shows a window of its
 * own for every operation and takes the PIN there: a page never sees it. Every method throws SignerError.
 */
export class Signer {
  readonly #connection: SignerConnection;

  private constructor(
    connection: SignerConnection,
    /** What the host said of itself and of what this site may ask for. */
    readonly host: Hello,
  ) {
    this.#connection = connection;
  }

  /** Finds the host and greets it. To be called in answer to a click: the browser may ask the person for permission. */
  static async connect(options: SignerOptions = {}): Promise<Signer> {
    const { client = { name: '@ekey/client', version }, signal } = options;
    const found = await discover(signal);
    const connection = await SignerConnection.open(found, signal);
    try {
      return new Signer(connection, await connection.call('hello', { protocol: subprotocol, client }, signal));
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** False once the connection has ended: connect anew. */
  get open(): boolean {
    return this.#connection.open;
  }

  /** The certificates of the keys that are plugged in. Whose they are is not told before the first consent. */
  async certificates(signal?: AbortSignal): Promise<readonly CertificateSummary[]> {
    return (await this.#connection.call('certificates', {}, signal)).certificates;
  }

  /** A log-in token for this page's origin. `nonce`: the site's, base64 of at least 256 random bits. */
  async authenticate(nonce: string, { certificate, signal }: KeyOptions = {}): Promise<LoginToken> {
    return (await this.#connection.call('authenticate', { nonce, ...(certificate && { certificate }) }, signal)).token;
  }

  /** SignedData (DER) over a canonical submission, which is inside it. */
  async sign(content: Uint8Array, { certificate, signal }: KeyOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const sent = await this.#send(content, signal);
    const { signed } = await this.#connection.call(
      'sign',
      { contents: [sent], kind: 'submission', ...(certificate && { certificate }) },
      signal,
    );
    if (signed.length !== 1) {
      throw new SignerError('signer.answer', `${signed.length} contents came back, not one`);
    }
    return this.#read(signed[0]!, signal);
  }

  /** Closes the connection and the host's window. Calls under way are rejected with `signer.closed`. */
  close(): void {
    this.#connection.close();
  }

  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  async #send(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Handle> {
    const { content } = await this.#connection.call('content.open', { bytes: bytes.length }, signal);
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const data = encodeBase64(bytes.subarray(offset, offset + pieceBytes));
      await this.#connection.call('content.append', { content, offset, data }, signal);
    }
    return content;
  }

  async #read(content: Handle, signal: AbortSignal | undefined): Promise<Uint8Array<ArrayBuffer>> {
    let whole: Uint8Array<ArrayBuffer> | undefined;
    let offset = 0;
    do {
      const { data, bytes } = await this.#connection.call('content.read', { content, offset }, signal);
      const piece = decoded(data);
      whole ??= new Uint8Array(checkedLength(bytes));
      if (bytes !== whole.length || piece.length === 0 || offset + piece.length > bytes) {
        throw new SignerError('signer.answer', `a piece of ${piece.length} bytes at ${offset} of ${bytes}`);
      }
      whole.set(piece, offset);
      offset += piece.length;
    } while (offset < whole.length);
    return whole;
  }
}

/** The most that `content.read` may announce (protocol: ContentPiece). */
const readBytes = 4194304;

function decoded(data: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeBase64(data);
  } catch (error) {
    throw new SignerError('signer.answer', 'a piece is not base64', {}, '', { cause: error });
  }
}

function checkedLength(bytes: number): number {
  if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > readBytes) {
    throw new SignerError('signer.answer', `${bytes} is no length`);
  }
  return bytes;
}
