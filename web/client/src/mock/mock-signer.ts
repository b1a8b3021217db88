import type { ChangePinOptions, SignDigestOptions, ElectronicKey, KeyListener, KeyOptions } from '../electronic-key.js';
import type { Capability, CertificateSummary, DiagnosisStep, Handle, Hello, LoginToken, NoticeName, TokenSummary } from '../generated/protocol.js';
import { SignerError, UsageError, version } from '../index.js';
import { demandGesture } from '../signer-gesture.js';
import { SignerHandles } from '../signer-handles.js';
import { SignerListeners } from '../signer-listeners.js';
import { refusedContents, refusedDigest, refusedNonce, type Refusal } from './mock-demands.js';
import { MockKey } from './mock-key.js';
import { MockPlay } from './mock-play.js';
import type { MockStep } from './mock-script.js';

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
  /** As that of `Signer.connect`. */
  readonly reconnect?: boolean;
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
  readonly #reconnect: boolean;
  readonly #listeners = new SignerListeners();
  readonly #play: MockPlay;
  #handles: SignerHandles;
  #connections = 0;
  #open = true;
  #plugged: boolean;
  #consented = false;

  private constructor(key: MockKey, options: MockOptions) {
    const { origin = globalThis.location?.origin ?? 'null', capabilities = ['authenticate', 'sign'] } = options;
    const { script = [], deterministic = false, plugged = true, reconnect = false } = options;
    this.#key = key;
    this.authority = key.certificates.authority;
    this.host = { protocol: 'ekey.v1', host: { name: 'mock: no electronic key', version }, capabilities: [...capabilities], development: true };
    [this.#origin, this.#deterministic, this.#reconnect, this.#plugged] = [origin, deterministic, reconnect, plugged];
    this.#play = new MockPlay(script, this.#listeners, this);
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
    this.#play.script.push(...added);
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
      this.#play.stop(this.#play.failure({ code: 'token.removed' }));
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
    return this.#operate(demand, signal, [() => this.#key.loginToken(this.#origin, nonce, appVersion)]).then(only);
  }

  sign(content: Uint8Array, options?: KeyOptions): Promise<Uint8Array<ArrayBuffer>> {
    return this.signAll([content], options).then(only);
  }

  async signAll(contents: readonly Uint8Array[], { certificate, signal }: KeyOptions = {}): Promise<Uint8Array<ArrayBuffer>[]> {
    if (contents.length < 1 || contents.length > 100) {
      throw new UsageError(`1 to 100 contents are signed at once, not ${contents.length}`);
    }
    const demand = () => this.#demand('sign', refusedContents(contents, this.#origin), 'certificate', certificate);
    return this.#operate(demand, signal, contents.map((content) => () => this.#key.signContent(content)), true);
  }

  signDigest(digest: Uint8Array, { algorithm, name, certificate, signal }: SignDigestOptions): Promise<Uint8Array<ArrayBuffer>> {
    const demand = () => this.#demand('signDigest', refusedDigest(digest, algorithm, name), 'certificate', certificate);
    return this.#operate(demand, signal, [() => this.#key.signDigest(digest)]).then(only);
  }

  changePin({ token, signal }: ChangePinOptions = {}): Promise<Handle> {
    const demand = () => this.#demand('authenticate', undefined, 'token', token);
    return this.#operate(demand, signal, [async () => this.#handles.marked('token')]).then(only);
  }

  async cancel(): Promise<boolean> {
    return this.#play.stop(this.#play.failure({ code: 'user.cancelled' }));
  }

  async diagnose(signal?: AbortSignal): Promise<readonly DiagnosisStep[]> {
    this.#ready(signal);
    const fails = this.#plugged ? steps.length : steps.indexOf('token');
    return steps.map((step, at): DiagnosisStep => {
      return at < fails ? { step, state: 'ok' } : at > fails ? { step, state: 'not_reached' } : { step, state: 'failed', code: 'doctor.token.none', params: {} };
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
    this.#play.stop(new SignerError('signer.closed', 'the page closed the connection'));
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #operate<T>(demand: () => void, signal: AbortSignal | undefined, makes: readonly (() => Promise<T>)[], counted = false): Promise<T[]> {
    const readied = () => (this.#ready(signal), demand());
    return this.#play.operate({ demand: readied, consented: () => (this.#consented = true), counted }, signal, makes);
  }

  #demand(right: Capability, refusal: Refusal | undefined, kind: 'certificate' | 'token', handle: Handle | undefined): void {
    if (!this.host.capabilities.includes(right)) {
      throw this.#play.failure({ code: 'origin.right', params: { right } });
    }
    if (refusal) {
      throw this.#play.failure(refusal);
    }
    this.#handles.chosen(kind, handle);
    if (!this.#plugged) {
      throw this.#play.failure({ code: 'token.none' });
    }
  }

  /** A closed mock opens anew, as a signer does: nothing of the earlier connection is known on this one. */
  #ready(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (!this.#open) {
      demandGesture(this.#reconnect);
      [this.#open, this.#consented, this.#handles] = [true, false, this.#newHandles()];
      if (this.#plugged) {
        this.#listeners.tell('token.added', {});
      }
    }
  }

  #newHandles(): SignerHandles {
    return this.#deterministic ? new SignerHandles(`${++this.#connections}`) : new SignerHandles();
  }
}

const only = <T>(made: readonly T[]): T => made[0]!;
