import { decodeBase64, encodeBase64 } from './base64.js';
import { pieceBytes, type Handle } from './generated/protocol.js';
import type { SignerConnection } from './signer-connection.js';
import { SignerError } from './signer-failures.js';

/** A content that is at the host, whole. */
export interface Sent {
  readonly digest: string;
  readonly content: Handle;
}

/** The contents of one connection. What was sent and not signed stays at the host, and is not sent again at the next try. */
export class SignerContents {
  readonly #connection: SignerConnection;
  readonly #kept = new Map<string, Handle>(); // by digest
  #left = 0; // at the host, of tries that failed

  constructor(connection: SignerConnection) {
    this.#connection = connection;
  }

  /** Sends a content, unless it is among `batch`. It is the caller's until it was signed or given back by `keep`. */
  async send(bytes: Uint8Array, batch: readonly Sent[], signal: AbortSignal | undefined): Promise<Sent> {
    const digest = encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
    const same = batch.find((sent) => sent.digest === digest);
    if (same) {
      return same; // for the host to judge
    }
    const kept = this.#kept.get(digest);
    if (kept !== undefined) {
      this.#kept.delete(digest);
      --this.#left;
      return { digest, content: kept };
    }
    const content = await this.#open(bytes.length, signal);
    try {
      for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
        const data = encodeBase64(bytes.subarray(offset, offset + pieceBytes));
        await this.#connection.call('content.append', { content, offset, data }, signal);
      }
    } catch (error) {
      ++this.#left;
      throw error;
    }
    return { digest, content };
  }

  /** What a failed try leaves: for the next one, unless the contents themselves are wrong or nobody knows how far it came. */
  keep(contents: readonly Sent[], error: unknown): void {
    this.#left += new Set(contents).size;
    if (error instanceof SignerError && !/^(content|submission)\./.test(error.code)) {
      contents.forEach(({ digest, content }) => this.#kept.set(digest, content));
    }
  }

  /** Reads what signing made of a content. */
  async read(content: Handle, signal: AbortSignal | undefined): Promise<Uint8Array<ArrayBuffer>> {
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

  // Contents of tries that the person gave up fill the host's room, and only the end of the connection empties it.
  async #open(bytes: number, signal: AbortSignal | undefined): Promise<Handle> {
    try {
      return (await this.#connection.call('content.open', { bytes }, signal)).content;
    } catch (error) {
      if (this.#left > 0 && error instanceof SignerError && /^content\.(limit|memory)$/.test(error.code)) {
        this.#connection.close();
        throw new SignerError('signer.closed', 'closed to give up contents', {}, error.correlation, { cause: error });
      }
      throw error;
    }
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
