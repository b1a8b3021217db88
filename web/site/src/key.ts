// The electronic key as the page uses it: one operation at a time, each with its steps, its end, and a way to call it off.
import { Signer, SignerError, type CertificateSummary } from '@ekey/client';
import { problemsOf, type Problem } from './problems.js';

/** What is going on: looking for the host, waiting for the person at its window, waiting for the portal. */
export type KeyStep = 'find' | 'window' | 'portal';
export type KeyUse = 'authenticate' | 'sign';

export interface KeyTools {
  readonly signer: Signer;
  readonly certificate?: string;
  readonly signal: AbortSignal;
  readonly enter: (step: KeyStep) => void;
}

export class Key {
  use: KeyUse = 'authenticate';
  step: KeyStep | undefined;
  problems: readonly Problem[] = [];
  /** Several certificates would do: the person chooses one. */
  choices: readonly CertificateSummary[] = [];
  cancelled = false;
  #signer: Signer | undefined;
  #certificate: string | undefined;
  #running: AbortController | undefined;

  constructor(private readonly changed: () => void) {}

  /** Runs an operation; undefined when it failed, was called off, or needs a choice first. Never tries twice by itself. */
  async run<T>(use: KeyUse, operation: (tools: KeyTools) => Promise<T>): Promise<T | undefined> {
    if (this.#running) {
      return undefined;
    }
    this.reset();
    this.use = use;
    const running = (this.#running = new AbortController());
    const { signal } = running;
    const enter = (step: KeyStep) => {
      this.step = step;
      this.changed();
    };
    try {
      enter('find');
      const signer = await this.#connected(signal);
      const certificate = this.#certificate;
      return await operation({ signer, signal, enter, ...(certificate && { certificate }) });
    } catch (error) {
      await this.#failed(error, signal);
      return undefined;
    } finally {
      this.#running = undefined;
      this.step = undefined;
      this.changed();
    }
  }

  choose(certificate: string): void {
    this.#certificate = certificate;
    this.choices = [];
  }

  /** Closes the host's window too. */
  cancel(): void {
    this.#running?.abort();
  }

  reset(): void {
    this.problems = [];
    this.choices = [];
    this.cancelled = false;
  }

  async #connected(signal: AbortSignal): Promise<Signer> {
    if (!this.#signer?.open) {
      this.#certificate = undefined; // a handle means something on its own connection only
      this.#signer = await Signer.connect({ signal, client: { name: 'ekey site', version: '0.1.0' } });
    }
    return this.#signer;
  }

  async #failed(error: unknown, signal: AbortSignal): Promise<void> {
    this.#certificate = undefined; // another one may be chosen next time
    if (signal.aborted) {
      this.cancelled = true;
    } else if (error instanceof SignerError && error.code === 'certificate.several' && this.#signer?.open) {
      const all = await this.#signer.certificates().catch(() => []);
      this.choices = all.filter(({ use }) => use.includes(this.use));
      this.problems = this.choices.length > 0 ? [] : problemsOf(error);
    } else {
      this.problems = problemsOf(error).map((problem) => ({ ...problem, href: '#key' }));
    }
  }
}
