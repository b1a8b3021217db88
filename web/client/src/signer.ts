import { encodeBase64 } from './base64.js';
import { version } from './build-info.js';
import type { ChangePinOptions, SignDigestOptions, ElectronicKey, KeyListener, KeyOptions } from './electronic-key.js';
import { UsageError } from './failures.js';
import {
  subprotocol,
  type CertificateSummary,
  type DiagnosisStep,
  type Handle,
  type Hello,
  type LoginToken,
  type NoticeName,
  type TokenSummary,
} from './generated/protocol.js';
import { SignerConnection } from './signer-connection.js';
import { SignerContents, type Sent } from './signer-contents.js';
import { discover } from './signer-discovery.js';
import { SignerError } from './signer-failures.js';
import { SignerListeners } from './signer-listeners.js';
import { isOlder } from './signer-version.js';

/** How the host is found and greeted. */
export interface SignerOptions {
  /** How this page is named in the host's log. */
  readonly client?: { readonly name: string; readonly version: string };
  /** The oldest version of the host that will do, such as "0.2.0"; an older one is `signer.old`. */
  readonly atLeast?: string;
  /** True: a call after the connection's end connects anew at any time, not only in answer to a click. */
  readonly reconnect?: boolean;
  /** Of connecting only. */
  readonly signal?: AbortSignal;
}

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
  readonly #options: SignerOptions;
  readonly #listeners = new SignerListeners();
  #connection!: SignerConnection;
  #contents!: SignerContents;
  #host!: Hello;
  #connecting: Promise<void> | undefined;
  #closings = 0;

  private constructor(options: SignerOptions) {
    this.#options = options;
  }

  /** Finds the host and greets it. To be called in answer to a click: the browser may ask the person for permission. */
  static async connect(options: SignerOptions = {}): Promise<Signer> {
    const signer = new Signer(options);
    await signer.#connect(options.signal);
    return signer;
  }

  get host(): Hello {
    return this.#host;
  }

  get open(): boolean {
    return this.#connection.open;
  }

  async certificates(signal?: AbortSignal): Promise<readonly CertificateSummary[]> {
    const connection = await this.#ready(signal);
    return (await connection.call('certificates', {}, signal)).certificates.map(connection.handles.certificate);
  }

  async tokens(signal?: AbortSignal): Promise<readonly TokenSummary[]> {
    const connection = await this.#ready(signal);
    return (await connection.call('tokens', {}, signal)).tokens.map(connection.handles.token);
  }

  async authenticate(nonce: string, { certificate, signal }: KeyOptions = {}): Promise<LoginToken> {
    const connection = await this.#ready(signal);
    const chosen = connection.handles.chosen('certificate', certificate);
    return (await connection.call('authenticate', { nonce, ...chosen }, signal)).token;
  }

  async sign(content: Uint8Array, options?: KeyOptions): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.signAll([content], options))[0]!;
  }

  async signAll(contents: readonly Uint8Array[], { certificate, signal }: KeyOptions = {}): Promise<Uint8Array<ArrayBuffer>[]> {
    if (contents.length < 1 || contents.length > contentsMost) {
      throw new UsageError(`1 to ${contentsMost} contents are signed at once, not ${contents.length}`);
    }
    const connection = await this.#ready(signal);
    const chosen = connection.handles.chosen('certificate', certificate);
    const store = this.#contents;
    let sent: Sent[] = [];
    try {
      for (const content of contents) {
        sent.push(await store.send(content, signal));
      }
      const params = { contents: sent.map(({ content }) => content), kind: 'submission' as const, ...chosen };
      const { signed } = await connection.call('sign', params, signal);
      sent = []; // signing made room
      return await this.#read(signed, contents.length, signal);
    } catch (error) {
      store.keep(sent, error);
      throw error;
    }
  }

  async signDigest(digest: Uint8Array, { algorithm, name, certificate, signal }: SignDigestOptions): Promise<Uint8Array<ArrayBuffer>> {
    const connection = await this.#ready(signal);
    const chosen = connection.handles.chosen('certificate', certificate);
    const { signed } = await connection.call('signDigest', { digest: encodeBase64(digest), algorithm, name, ...chosen }, signal);
    return (await this.#read(signed, 1, signal))[0]!;
  }

  async changePin({ token, signal }: ChangePinOptions = {}): Promise<Handle> {
    const connection = await this.#ready(signal);
    const changed = await connection.call('changePin', connection.handles.chosen('token', token), signal);
    return connection.handles.marked(changed.token);
  }

  async cancel(): Promise<boolean> {
    return this.open && (await this.#connection.call('cancel', {})).cancelled;
  }

  async diagnose(signal?: AbortSignal): Promise<readonly DiagnosisStep[]> {
    return (await (await this.#ready(signal)).call('diagnose', {}, signal)).steps;
  }

  async on<N extends NoticeName>(name: N, listener: KeyListener<N>): Promise<() => void> {
    const forget = this.#listeners.add(name, listener);
    try {
      await this.#agree();
    } catch (error) {
      forget();
      throw error;
    }
    return () => {
      forget();
      this.#agree().catch(() => {}); // a host that says more than anybody listens to is not listened to
    };
  }

  close(): void {
    ++this.#closings;
    this.#connection.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #agree(): Promise<void> {
    if (this.open) {
      await this.#listeners.agree(this.#connection); // a later connection hears of it when it begins
    }
  }

  /** The open connection, which may be a new one. */
  async #ready(signal: AbortSignal | undefined): Promise<SignerConnection> {
    while (this.#connecting) {
      await Promise.allSettled([this.#connecting]); // another call's, which may be aborted by another signal
    }
    if (!this.open) {
      // A browser that does not tell is left to the page.
      if (!this.#options.reconnect && globalThis.navigator?.userActivation?.isActive === false) {
        throw new SignerError('signer.closed', 'the connection has ended, and another one is made on a click or with reconnect: true');
      }
      this.#connecting = this.#connect(signal);
      await this.#connecting.finally(() => (this.#connecting = undefined));
    }
    return this.#connection;
  }

  async #connect(signal: AbortSignal | undefined): Promise<void> {
    const { client = { name: '@ekey/client', version }, atLeast } = this.#options;
    const closings = this.#closings;
    const found = await discover(signal);
    if (atLeast !== undefined && isOlder(found.version, atLeast)) {
      const params = { version: found.version, atLeast };
      throw new SignerError('signer.old', `the host is ${found.version}, the page needs ${atLeast}`, params);
    }
    const connection = await SignerConnection.open(found, (name, params) => this.#tell(name, params), signal);
    try {
      const host = await connection.call('hello', { protocol: subprotocol, client }, signal);
      await this.#listeners.agree(connection);
      if (closings !== this.#closings) {
        throw new SignerError('signer.closed', 'the page closed the signer while it connected');
      }
      [this.#connection, this.#contents, this.#host] = [connection, new SignerContents(connection), host];
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  #tell(name: string, params: Record<string, unknown>): void {
    if (this.#listeners.knows(name)) {
      this.#listeners.tell(name, params as never); // a later host's notices are not ours
    }
  }

  async #read(handles: readonly Handle[], expected: number, signal: AbortSignal | undefined): Promise<Uint8Array<ArrayBuffer>[]> {
    if (handles.length !== expected) {
      throw new SignerError('signer.answer', `${handles.length} contents came back, not ${expected}`);
    }
    const read = [];
    for (const handle of handles) {
      read.push(await this.#contents.read(handle, signal));
    }
    return read;
  }
}
