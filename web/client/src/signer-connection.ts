import { messageBytes, path, subprotocol, type MethodName, type Methods } from './generated/protocol.js';
import { SignerContents } from './signer-contents.js';
import type { Found } from './signer-discovery.js';
import { SignerError } from './signer-failures.js';
import { SignerHandles } from './signer-handles.js';
import { readMessage } from './signer-message.js';
import { portPatience } from './signer-patience.js';

interface Call {
  readonly method: MethodName;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Hears what the host says unasked; the params are an object. */
export type NoticeHearer = (name: string, params: Record<string, unknown>) => void;

/** Milliseconds that a host has to end an operation that was given up; after them the connection is closed, which ends it too. */
export const cancelPatience = 2000;

/** Methods that open windows: a person is at work until they are answered or cancelled. */
const operations: readonly MethodName[] = ['authenticate', 'sign', 'signDigest', 'changePin'];

/** JSON-RPC 2.0 over one WebSocket to the host: calls with ids, answers in any order, notices in between. */
export class SignerConnection {
  readonly handles = new SignerHandles();
  readonly contents = new SignerContents(this);
  readonly #socket: WebSocket;
  readonly #version: string;
  readonly #hearer: NoticeHearer;
  readonly #calls = new Map<number, Call>();
  #last = 0;
  #ended: SignerError | undefined;

  private constructor(socket: WebSocket, version: string, hearer: NoticeHearer) {
    this.#socket = socket;
    this.#version = version;
    this.#hearer = hearer;
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = socket.onerror = () => this.#end(new SignerError('signer.closed', 'the host closed the connection'));
  }

  /**
   * @throws {SignerError} `signer.version`: a host that was found does not take the connection, or not in time
   * @throws the signal's reason, when aborted
   */
  static open({ port, version }: Found, hearer: NoticeHearer, signal?: AbortSignal): Promise<SignerConnection> {
    signal?.throwIfAborted();
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, subprotocol);
    return new Promise<SignerConnection>((resolve, reject) => {
      const abort = () => (socket.close(), reject(signal?.reason));
      signal?.addEventListener('abort', abort, { once: true });
      const timer = setTimeout(() => socket.close(), portPatience); // which fires below
      const settled = () => (clearTimeout(timer), signal?.removeEventListener('abort', abort));
      socket.onopen = () => {
        settled();
        resolve(new SignerConnection(socket, version, hearer));
      };
      // Node 22 fires only `error` where the upgrade is refused.
      socket.onclose = socket.onerror = () => {
        settled();
        reject(new SignerError('signer.version', `the host does not take ${subprotocol}`, { version }));
      };
    });
  }

  get open(): boolean {
    return this.#ended === undefined;
  }

  /**
   * One call. There is no time limit: a person may be answering a window.
   * @throws {SignerError} the host's own codes, `signer.old`, `signer.closed`, `signer.answer`
   * @throws the signal's reason, when aborted: of an operation once the host has ended it, unless that was a PIN change
   * which was seen through; of other calls at once
   */
  async call<M extends MethodName>(method: M, params: Methods[M]['params'], signal?: AbortSignal): Promise<Methods[M]['result']> {
    if (this.#ended) {
      throw this.#ended;
    }
    signal?.throwIfAborted();
    const answer = this.#send(method, params);
    if (signal && !(await settledBefore(answer, signal)) && !(operations.includes(method) && (await this.#giveUp(answer, method)))) {
      throw signal.reason;
    }
    return answer as Promise<Methods[M]['result']>;
  }

  /** Calls under way are rejected with `signer.closed`. */
  close(): void {
    this.#end(new SignerError('signer.closed', 'the page closed the connection'));
  }

  #send(method: MethodName, params: object): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  // Both answers are waited for: a cancel that is still on its way must not meet the page's next operation. True where the page must
  // know how it ended all the same: a PIN change that has reached the key is seen through by the host.
  async #giveUp(operation: Promise<unknown>, method: MethodName): Promise<boolean> {
    const ended = Promise.allSettled([operation, this.#ended ? undefined : this.#send('cancel', {})]);
    const timer = method === 'changePin' ? undefined : setTimeout(() => this.close(), cancelPatience); // which ends both
    const [outcome] = await ended;
    clearTimeout(timer);
    return !timer && (outcome as PromiseRejectedResult).reason?.code !== 'user.cancelled';
  }

  #hear(data: unknown): void {
    const message = typeof data === 'string' && data.length <= messageBytes ? readMessage(data) : undefined;
    if (message && 'notice' in message) {
      this.#hearer(message.notice, message.params);
      return;
    }
    const call = message && this.#calls.get(message.id);
    if (!call) {
      this.#end(new SignerError('signer.answer', 'not an answer of the protocol'));
      return;
    }
    this.#calls.delete(message.id);
    const { result, failure } = message;
    if (!failure) {
      call.resolve(result);
    } else if (failure.code === 'message.method') {
      const params = { version: this.#version, method: call.method };
      call.reject(new SignerError('signer.old', `the host does not know ${call.method}`, params, failure.correlation));
    } else {
      call.reject(failure);
    }
  }

  #end(reason: SignerError): void {
    if (this.#ended) {
      return;
    }
    this.#ended = reason;
    this.#socket.close();
    for (const call of this.#calls.values()) {
      call.reject(reason);
    }
    this.#calls.clear();
  }
}

/** Waits for an answer or the signal; false where the signal came first. The answer's failure is left to whoever awaits it. */
async function settledBefore(answer: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  let abort = () => {};
  const aborted = new Promise<boolean>((resolve) => (abort = () => resolve(false)));
  signal.addEventListener('abort', abort, { once: true });
  const settled = answer.then(
    () => true,
    () => true,
  );
  const first = await Promise.race([settled, aborted]);
  signal.removeEventListener('abort', abort);
  return first;
}
