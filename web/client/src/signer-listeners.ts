import type { KeyListener } from './electronic-key.js';
import type { NoticeName, Notices } from './generated/protocol.js';
import type { SignerConnection } from './signer-connection.js';

type Listeners = { [N in NoticeName]: Set<KeyListener<N>> };

/** Who listens to what, over all connections of a signer, and what the host was told of it on the present one. */
export class SignerListeners {
  readonly #listeners: Listeners = {
    'token.added': new Set(),
    'token.removed': new Set(),
    'operation.progress': new Set(),
    'operation.cancelled': new Set(),
  };
  #connection: SignerConnection | undefined;
  #told = '';
  #agreed: Promise<unknown> = Promise.resolve();

  /** Gives what ends it. The same function may listen twice. */
  add<N extends NoticeName>(name: N, listener: KeyListener<N>): () => void {
    const own: KeyListener<N> = (params) => listener(params);
    this.#listeners[name].add(own);
    return () => void this.#listeners[name].delete(own);
  }

  /** Each listener on its own: one that throws is the page's error, as with events, and keeps nothing from the others. */
  tell<N extends NoticeName>(name: N, params: Notices[N]): void {
    for (const listener of this.#listeners[name]) {
      queueMicrotask(() => listener(params));
    }
  }

  /** Whether a notice of that name exists. */
  knows(name: string): name is NoticeName {
    return Object.hasOwn(this.#listeners, name);
  }

  /** Lets the host know what is listened to, where that has changed. Rejects where the host refuses. */
  async agree(connection: SignerConnection): Promise<void> {
    const wanted = { tokens: this.#any('token.added', 'token.removed'), operations: this.#any('operation.progress', 'operation.cancelled') };
    const text = JSON.stringify(wanted);
    if (connection !== this.#connection) {
      this.#connection = connection;
      this.#told = nothing;
      this.#agreed = Promise.resolve();
    }
    if (text !== this.#told) {
      this.#told = text;
      this.#agreed = connection.call('subscribe', wanted).catch((error) => {
        this.#told = ''; // whatever it was, it is said anew the next time
        throw error;
      });
    }
    await this.#agreed;
  }

  #any(...names: NoticeName[]): boolean {
    return names.some((name) => this.#listeners[name].size > 0);
  }
}

/** What a connection begins with. */
const nothing = JSON.stringify({ tokens: false, operations: false });
