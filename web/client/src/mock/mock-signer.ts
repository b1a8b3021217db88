import type { ChangePinOptions, SignDigestOptions, ElectronicKey, KeyListener, KeyOptions } from '../electronic-key.js';
import type { Capability, CertificateSummary, DiagnosisStep, Handle, Hello, LoginToken, NoticeName, TokenSummary } from '../generated/protocol.js';
import { SignerError, UsageError, version } from '../index.js';
import { SignerHandles } from '../signer-handles.js';
import { SignerListeners } from '../signer-listeners.js';
import { refusedContents, refusedDigest, refusedNonce, type Refusal } from './mock-demands.js';
import { MockKey } from './mock-key.js';
import { waited, type MockOperation, type MockStep } from './mock-script.js';

/** What a mock plays. */
export interface MockOptions {
  /** The page's origin as the host would see it; the page's own unless told, and `null` where there is no page. */
  readonly origin?: string;
  /** What the origin may ask for: `authenticate` and `sign` unless told. */
  readonly capabilities?: readonly Capability[];
  /** What happens at the operations, in their order; when all is played, the person consents at once. */
  readonly script?: readonly MockStep[];
  /** Why connecting fails: any code of `signer.…`. */
  readonly fails?: { readonly code: string; readonly params?: Readonly<Record<string, unknown>> };
  /** True: the same key, the same time, the same signatures at every run (RS256 with a key that everybody knows). */
  readonly deterministic?: boolean;
  /** False: no key is plugged in at first. */
  readonly plugged?: boolean;
  readonly signal?: AbortSignal;
}

const steps = ['service', 'port', 'browser', 'driver', 'token', 'certificate', 'validity', 'pin'] as const;

/**
 * Plays an electronic key for those who have neither key nor host: its signatures are real and prove nothing, and no window opens.
 * `host.host.name` is "mock: no electronic key".
 */
export class MockSigner implements ElectronicKey {
  readonly host: Hello;
  /** DER of the authority to name in `verify(signedData, { anchors: [signer.authority] })`. */
  readonly authority: Uint8Array<ArrayBuffer>;
  readonly #key: MockKey;
  readonly #origin: string;
  readonly #deterministic: boolean;
  readonly #listeners = new SignerListeners();
  readonly #script: MockStep[];
  #handles: SignerHandles;
  #connections = 0;
  #failures = 0;
  #open = true;
  #plugged: boolean;
  #consented = false;
  #running: AbortController | undefined;

  private constructor(key: MockKey, options: MockOptions) {
    const { origin = globalThis.location?.origin ?? 'null', capabilities = ['authenticate', 'sign'] } = options;
    const { script = [], deterministic = false, plugged = true } = options;
    this.#key = key;
    this.authority = key.certificates.authority;
    this.host = { protocol: 'ekey.v1', host: { name: 'mock: no electronic key', version }, capabilities: [...capabilities], development: true };
    [this.#origin, this.#script, this.#deterministic, this.#plugged] = [origin, [...script], deterministic, plugged];
    this.#handles = this.#newHandles();
  }

  /** As `Signer.connect`. */
  static async connect(options: MockOptions = {}): Promise<MockSigner> {
    options.signal?.throwIfAborted();
    if (options.fails) {
      throw new SignerError(options.fails.code, `the mock was told to say ${options.fails.code}`, options.fails.params);
    }
    return new MockSigner(await MockKey.make(options.deterministic ?? false), options);
  }

  /** Adds to what happens next. */
  script(...added: readonly MockStep[]): void {
    this.#script.push(...added);
  }

  /** Plugs the key in. */
  plug(): void {
    if (!this.#plugged) {
      this.#plugged = true;
      this.#listeners.tell('token.added', {});
    }
  }

  /** Pulls the key out, whatever it is doing. */
  unplug(): void {
    if (this.#plugged) {
      this.#plugged = false;
      this.#consented = false;
      this.#stop(this.#failure({ code: 'token.removed' }));
      this.#listeners.tell('token.removed', {});
    }
  }

  get open(): boolean {
    return this.#open;
  }

  async certificates(signal?: AbortSignal): Promise<readonly CertificateSummary[]> {
    this.#ready(signal);
    return this.#plugged ? [this.#handles.certificate(this.#key.summary('certificate', this.#consented))] : [];
  }

  async tokens(signal?: AbortSignal): Promise<readonly TokenSummary[]> {
    this.#ready(signal);
    return this.#plugged ? [this.#handles.token(this.#key.token('token', 'certificate'))] : [];
  }

  authenticate(nonce: string, { certificate, signal }: KeyOptions = {}): Promise<LoginToken> {
    const appVersion = `${this.host.host.name} ${version}`;
    const demand = () => this.#demand('authenticate', refusedNonce(nonce), 'certificate', certificate);
    return this.#operate('authenticate', demand, signal, [() => this.#key.loginToken(this.#origin, nonce, appVersion)]).then(only);
  }

  sign(content: Uint8Array, options?: KeyOptions): Promise<Uint8Array<ArrayBuffer>> {
    return this.signAll([content], options).then(only);
  }

  async signAll(contents: readonly Uint8Array[], { certificate, signal }: KeyOptions = {}): Promise<Uint8Array<ArrayBuffer>[]> {
    if (contents.length < 1 || contents.length > 100) {
      throw new UsageError(`1 to 100 contents are signed at once, not ${contents.length}`);
    }
    const demand = () => this.#demand('sign', refusedContents(contents, this.#origin), 'certificate', certificate);
    return this.#operate('sign', demand, signal, contents.map((content) => () => this.#key.signContent(content)));
  }

  signDigest(digest: Uint8Array, { algorithm, name, certificate, signal }: SignDigestOptions): Promise<Uint8Array<ArrayBuffer>> {
    const demand = () => this.#demand('signDigest', refusedDigest(digest, algorithm, name), 'certificate', certificate);
    return this.#operate('signDigest', demand, signal, [() => this.#key.signDigest(digest)]).then(only);
  }

  changePin({ token, signal }: ChangePinOptions = {}): Promise<Handle> {
    const demand = () => this.#demand('authenticate', undefined, 'token', token);
    return this.#operate('changePin', demand, signal, [async () => this.#handles.marked('token')]).then(only);
  }

  async cancel(): Promise<boolean> {
    return this.#stop(this.#failure({ code: 'user.cancelled' }));
  }

  async diagnose(signal?: AbortSignal): Promise<readonly DiagnosisStep[]> {
    this.#ready(signal);
    const fails = this.#plugged ? steps.length : steps.indexOf('token');
    return steps.map((step, at): DiagnosisStep => {
      return at < fails ? { step, state: 'ok' } : at > fails ? { step, state: 'not_reached' } : { step, state: 'failed', code: 'token.none', params: {} };
    });
  }

  async on<N extends NoticeName>(name: N, listener: KeyListener<N>): Promise<() => void> {
    const forget = this.#listeners.add(name, listener);
    if (name === 'token.added' && this.#open && this.#plugged) {
      queueMicrotask(() => (listener as KeyListener<'token.added'>)({}));
    }
    return forget;
  }

  close(): void {
    this.#open = false;
    this.#stop(new SignerError('signer.closed', 'the page closed the connection'));
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** One operation at a time: what is demanded of it, the next step of the script, then `makes`, one after the other. */
  async #operate<T>(operation: MockOperation, demand: () => void, signal: AbortSignal | undefined, makes: readonly (() => Promise<T>)[]): Promise<T[]> {
    this.#ready(signal);
    if (this.#running) {
      throw this.#failure({ code: 'host.busy' });
    }
    demand();
    const running = (this.#running = new AbortController());
    const abort = () => void this.#stop(this.#failure({ code: 'user.cancelled' }));
    signal?.addEventListener('abort', abort, { once: true });
    try {
      this.#progress('window', 0, makes.length);
      await this.#play(operation, running.signal);
      this.#consented = true;
      const made: T[] = [];
      for (const make of makes) {
        this.#progress('key', made.length, makes.length);
        made.push(await make());
        running.signal.throwIfAborted();
      }
      return made;
    } catch (error) {
      if (error instanceof SignerError && /^(user\.|token\.removed)/.test(error.code)) {
        this.#listeners.tell('operation.cancelled', { code: error.code });
      }
      throw signal?.aborted ? signal.reason : error;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#running = undefined;
    }
  }

  async #play(operation: MockOperation, signal: AbortSignal): Promise<void> {
    const step = this.#script.shift() ?? { does: 'consent' };
    await waited(step.does === 'wait' ? Infinity : (step.after ?? 0), signal);
    if (step.does === 'unplug') {
      this.unplug();
    } else if (step.does === 'close') {
      this.close();
    } else if (step.does === 'fail') {
      throw this.#failure(step, `${operation} was told to fail`);
    }
    signal.throwIfAborted();
  }

  #demand(right: Capability, refusal: Refusal | undefined, kind: 'certificate' | 'token', handle: Handle | undefined): void {
    if (!this.host.capabilities.includes(right)) {
      throw this.#failure({ code: 'origin.right', params: { right } });
    }
    if (refusal) {
      throw this.#failure(refusal);
    }
    this.#handles.chosen(kind, handle);
    if (!this.#plugged) {
      throw this.#failure({ code: 'token.none' });
    }
  }

  #progress(state: 'window' | 'key', done: number, of: number): void {
    this.#listeners.tell('operation.progress', { state, done, of });
  }

  /** Ends the running operation with that; false where none was running. */
  #stop(reason: SignerError): boolean {
    this.#running?.abort(reason);
    return this.#running !== undefined;
  }

  /** A closed mock opens anew: nothing of the earlier connection is known on this one. */
  #ready(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (!this.#open) {
      [this.#open, this.#consented, this.#handles] = [true, false, this.#newHandles()];
      if (this.#plugged) {
        this.#listeners.tell('token.added', {});
      }
    }
  }

  #newHandles(): SignerHandles {
    return this.#deterministic ? new SignerHandles(`${++this.#connections}`) : new SignerHandles();
  }

  #failure({ code, params = {} }: Refusal, message = `the mock says ${code}`): SignerError {
    return new SignerError(code, message, params, `mock-${++this.#failures}`);
  }
}

const only = <T>(made: readonly T[]): T => made[0]!;
