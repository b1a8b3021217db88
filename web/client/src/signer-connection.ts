import { messageBytes, path, subprotocol, type MethodName, type Methods } from './generated/protocol.js';
import type { Found } from './signer-discovery.js';
import { SignerError } from './signer-failures.js';

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** JSON-RPC 2.0 over one WebSocket to the host: calls with ids, answers in any order. */
export class SignerConnection {
  readonly #socket: WebSocket;
  readonly #calls = new Map<number, Call>();
  #last = 0;
  #ended: SignerError | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = () => this.#end(new SignerError('signer.closed', 'the host closed the connection'));
  }

  /**
   * @throws {SignerError} `signer.version`: a host that was found does not take the connection
   * @throws the signal's reason, when aborted
   */
  static open({ port, version }: Found, signal?: AbortSignal): Promise<SignerConnection> {
    signal?.throwIfAborted();
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, subprotocol);
    return new Promise<SignerConnection>((resolve, reject) => {
      const abort = () => (socket.close(), reject(signal?.reason));
      signal?.addEventListener('abort', abort, { once: true });
      const settled = () => signal?.removeEventListener('abort', abort);
      socket.onopen = () => {
        settled();
        resolve(new SignerConnection(socket));
      };
      socket.onclose = () => {
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
   * @throws {SignerError} the host's own codes, `signer.closed`, `signer.answer`
   * @throws the signal's reason, when aborted: that closes the connection, which is how the host hears of it
   */
  call<M extends MethodName>(method: M, params: Methods[M]['params'], signal?: AbortSignal): Promise<Methods[M]['result']> {
    if (this.#ended) {
      return Promise.reject(this.#ended);
    }
    if (signal?.aborted) {
      return Promise.reject(signal.reason);
    }
    const id = ++this.#last;
    return new Promise<unknown>((resolve, reject) => {
      const abort = () => {
        this.#calls.delete(id);
        reject(signal?.reason);
        this.close();
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      this.#calls.set(id, {
        resolve: (result) => (settled(), resolve(result)),
        reject: (reason) => (settled(), reject(reason)),
      });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    }) as Promise<Methods[M]['result']>;
  }

  /** Calls under way are rejected with `signer.closed`. */
  close(): void {
    this.#end(new SignerError('signer.closed', 'the page closed the connection'));
  }

  #hear(data: unknown): void {
    const answer = typeof data === 'string' && data.length <= messageBytes ? readAnswer(data) : undefined;
    const call = answer && this.#calls.get(answer.id);
    if (!call) {
      this.#end(new SignerError('signer.answer', 'not an answer of the protocol'));
      return;
    }
    this.#calls.delete(answer.id);
    if (answer.failure) {
      call.reject(answer.failure);
    } else {
      call.resolve(answer.result);
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

type Answer = { readonly id: number; readonly result?: unknown; readonly failure?: SignerError };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readAnswer(text: string): Answer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || typeof value['id'] !== 'number') {
    return undefined;
  }
  const { id, error } = value;
  if (error === undefined) {
    return isObject(value['result']) ? { id, result: value['result'] } : undefined;
  }
  const data = isObject(error) ? error['data'] : undefined;
  if (!isObject(data) || typeof data['code'] !== 'string' || !isObject(data['params'])) {
    return undefined;
  }
  const correlation = typeof data['correlation'] === 'string' ? data['correlation'] : '';
  return { id, failure: new SignerError(data['code'], `the host says ${data['code']}`, data['params'], correlation) };
}
