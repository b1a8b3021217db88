import { encodeBase64 } from './base64.js';
import type { ChangePinOptions, ElectronicKey, KeyListener, KeyOptions, SignDigestOptions } from './electronic-key.js';
import { UsageError } from './failures.js';
import type { CertificateSummary, DiagnosisStep, Handle, Hello, LoginToken, NoticeName, TokenSummary } from './generated/protocol.js';
import type { SignerConnection } from './signer-connection.js';
import type { Sent } from './signer-contents.js';
import { SignerError } from './signer-failures.js';
import { SignerLink, type SignerOptions } from './signer-link.js';

/** The most contents of one batch (protocol: sign). */
const contentsMost = 100;

/**
 * The electronic key of the person in front of the page, reached through ekey-host on their computer. The host shows a window of its
 * own for every operation and takes the PIN there: a page never sees it.
 *
 * A signer outlives its connection. Calls under way when it ends are rejected with `signer.closed` and never repeated, since a PIN may
 * have been spent; the next call connects anew where the page may ask the person, which is in answer to a click.
 */
export class Signer implements ElectronicKey {
  readonly #link: SignerLink;

  private constructor(link: SignerLink) {
    this.#link = link;
  }

  /** Finds the host and greets it. To be called in answer to a click: the browser may ask the person for permission. */
  static async connect(options: SignerOptions = {}): Promise<Signer> {
    return new Signer(await SignerLink.connect(options));
  }

  get host(): Hello {
    return this.#link.host;
  }

  get open(): boolean {
    return this.#link.open;
  }

  async certificates(signal?: AbortSignal): Promise<readonly CertificateSummary[]> {
    const connection = await this.#link.ready(signal);
    return (await connection.call('certificates', {}, signal)).certificates.map(connection.handles.certificate);
  }

  async tokens(signal?: AbortSignal): Promise<readonly TokenSummary[]> {
    const connection = await this.#link.ready(signal);
    return (await connection.call('tokens', {}, signal)).tokens.map(connection.handles.token);
  }

  async authenticate(nonce: string, { certificate, signal }: KeyOptions = {}): Promise<LoginToken> {
    const connection = await this.#link.ready(signal);
    const chosen = connection.handles.chosen('certificate', certificate);
    return (await connection.call('authenticate', { nonce, ...chosen }, signal)).token;
  }

  async sign(content: Uint8Array, options?: KeyOptions): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.signAll([content], options))[0]!;
  }

  async signAll(contents: readonly Uint8Array[], { certificate, signal }: KeyOptions = {}): Promise<Uint8Array<ArrayBuffer>[]> {
    if (contents.length < 1 || contents.length > contentsMost) {
      throw new UsageError(`1 to ${contentsMost} contents are signed, not ${contents.length}`);
    }
    const connection = await this.#link.ready(signal);
    const chosen = connection.handles.chosen('certificate', certificate);
    const store = connection.contents;
    let sent: Sent[] = [];
    try {
      for (const content of contents) {
        sent.push(await store.send(content, sent, signal));
      }
      const params = { contents: sent.map(({ content }) => content), kind: 'submission' as const, ...chosen };
      const { signed } = await connection.call('sign', params, signal);
      sent = []; // signing made room
      return await readAll(connection, signed, contents.length, signal);
    } catch (error) {
      store.keep(sent, error);
      throw error;
    }
  }

  async signDigest(digest: Uint8Array, { algorithm, name, certificate, signal }: SignDigestOptions): Promise<Uint8Array<ArrayBuffer>> {
    const connection = await this.#link.ready(signal);
    const chosen = connection.handles.chosen('certificate', certificate);
    const { signed } = await connection.call('signDigest', { digest: encodeBase64(digest), algorithm, name, ...chosen }, signal);
    return (await readAll(connection, signed, 1, signal))[0]!;
  }

  async changePin({ token, signal }: ChangePinOptions = {}): Promise<Handle> {
    const connection = await this.#link.ready(signal);
    const changed = await connection.call('changePin', connection.handles.chosen('token', token), signal);
    return connection.handles.marked(changed.token);
  }

  async cancel(): Promise<boolean> {
    return this.open && (await this.#link.connection.call('cancel', {})).cancelled;
  }

  async diagnose(signal?: AbortSignal): Promise<readonly DiagnosisStep[]> {
    return (await (await this.#link.ready(signal)).call('diagnose', {}, signal)).steps;
  }

  async on<N extends NoticeName>(name: N, listener: KeyListener<N>): Promise<() => void> {
    const forget = this.#link.listeners.add(name, listener);
    try {
      await this.#link.agree();
    } catch (error) {
      forget();
      throw error;
    }
    return () => {
      forget();
      this.#link.agree().catch(() => {}); // a host that says more than anybody listens to is not listened to
    };
  }

  close(): void {
    this.#link.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

async function readAll(
  { contents }: SignerConnection,
  handles: readonly Handle[],
  expected: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>[]> {
  if (handles.length !== expected) {
    throw new SignerError('signer.answer', `${handles.length} contents came back, not ${expected}`);
  }
  const read = [];
  for (const handle of handles) {
    read.push(await contents.read(handle, signal));
  }
  return read;
}
