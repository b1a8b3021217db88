import { version } from './build-info.js';
import { subprotocol, type Hello } from './generated/protocol.js';
import { SignerConnection } from './signer-connection.js';
import { discover } from './signer-discovery.js';
import { SignerError } from './signer-failures.js';
import { demandGesture } from './signer-gesture.js';
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

/** The host's present connection, and the next one where that has ended. Nothing of the old one but who listens goes over to the new. */
export class SignerLink {
  readonly listeners = new SignerListeners();
  readonly #options: SignerOptions;
  #connection: SignerConnection | undefined;
  #host: Hello | undefined;
  #connecting: Promise<void> | undefined;
  #closings = 0;

  private constructor(options: SignerOptions) {
    this.#options = options;
  }

  static async connect(options: SignerOptions): Promise<SignerLink> {
    const link = new SignerLink(options);
    await link.#connect(options.signal);
    return link;
  }

  get connection(): SignerConnection {
    return this.#connection!;
  }

  get host(): Hello {
    return this.#host!;
  }

  get open(): boolean {
    return this.connection.open;
  }

  /** The open connection, which may be a new one. */
  async ready(signal: AbortSignal | undefined): Promise<SignerConnection> {
    while (this.#connecting) {
      await Promise.allSettled([this.#connecting]); // another call's, which may be aborted by another signal
    }
    if (!this.open) {
      demandGesture(this.#options.reconnect);
      this.#connecting = this.#connect(signal);
      await this.#connecting.finally(() => (this.#connecting = undefined));
    }
    return this.connection;
  }

  /** Lets the host know who listens; a later connection hears of it when it begins. */
  async agree(): Promise<void> {
    if (this.open) {
      await this.listeners.agree(this.connection);
    }
  }

  close(): void {
    ++this.#closings;
    this.connection.close();
  }

  async #connect(signal: AbortSignal | undefined): Promise<void> {
    const { client = { name: '@ekey/client', version } } = this.#options;
    const closings = this.#closings;
    const connection = await this.#open(signal);
    try {
      const host = await connection.call('hello', { protocol: subprotocol, client }, signal);
      await this.listeners.agree(connection);
      if (closings !== this.#closings) {
        throw new SignerError('signer.closed', 'the page closed the connection');
      }
      [this.#connection, this.#host] = [connection, host];
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  // Any program can say that it is a host: one that then takes no connection is passed over for those above it.
  async #open(signal: AbortSignal | undefined, above?: number, refusal?: SignerError): Promise<SignerConnection> {
    const { atLeast } = this.#options;
    const found = await discover(signal, above).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw refusal ?? error;
    });
    if (atLeast !== undefined && isOlder(found.version, atLeast)) {
      const params = { version: found.version, atLeast };
      throw new SignerError('signer.old', `the host is ${found.version}, the page needs ${atLeast}`, params);
    }
    return SignerConnection.open(found, (name, params) => this.#tell(name, params), signal).catch((error: SignerError) =>
      this.#open(signal, found.port, error),
    );
  }

  #tell(name: string, params: Record<string, unknown>): void {
    if (this.listeners.knows(name)) {
      this.listeners.tell(name, params as never); // a later host's notices are not ours
    }
  }
}
