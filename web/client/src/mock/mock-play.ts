import type { OperationProgressNotice } from '../generated/protocol.js';
import { SignerError } from '../index.js';
import type { SignerListeners } from '../signer-listeners.js';
import type { Refusal } from './mock-demands.js';
import { waited, type MockStep } from './mock-script.js';

/** What the script may do to the signer. */
export interface MockStage {
  unplug(): void;
  close(): void;
}

/** Plays operations: one at a time, each with the next step of the script. */
export class MockPlay {
  readonly script: MockStep[];
  readonly #listeners: SignerListeners;
  readonly #stage: MockStage;
  #failures = 0;
  #running: AbortController | undefined;

  constructor(script: readonly MockStep[], listeners: SignerListeners, stage: MockStage) {
    [this.script, this.#listeners, this.#stage] = [[...script], listeners, stage];
  }

  /**
   * What is demanded of the operation, the next step, then `makes`, one after the other; `consented` once the person has.
   * `counted`: each that was made is told, which the host does of contents only.
   */
  async operate<T>(
    { demand, consented, counted }: { demand: () => void; consented: () => void; counted: boolean },
    signal: AbortSignal | undefined,
    makes: readonly (() => Promise<T>)[],
  ): Promise<T[]> {
    if (this.#running) {
      throw this.failure({ code: 'host.busy' });
    }
    demand();
    const running = (this.#running = new AbortController());
    const abort = () => void this.stop(this.failure({ code: 'user.cancelled' }));
    signal?.addEventListener('abort', abort, { once: true });
    try {
      this.#progress('window', 0, makes.length);
      await this.#step(running.signal);
      consented();
      this.#progress('key', 0, makes.length);
      const made: T[] = [];
      for (const make of makes) {
        made.push(await make());
        running.signal.throwIfAborted();
        if (counted) {
          this.#progress('key', made.length, makes.length);
        }
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

  /** Ends the running operation with that; false where none was running. */
  stop(reason: SignerError): boolean {
    this.#running?.abort(reason);
    return this.#running !== undefined;
  }

  failure({ code, params = {} }: Refusal): SignerError {
    return new SignerError(code, `the mock says ${code}`, params, `mock-${++this.#failures}`);
  }

  async #step(signal: AbortSignal): Promise<void> {
    const step = this.script.shift() ?? { does: 'consent' };
    await waited(step.does === 'wait' ? Infinity : (step.after ?? 0), signal);
    if (step.does === 'unplug') {
      this.#stage.unplug();
    } else if (step.does === 'close') {
      this.#stage.close();
    } else if (step.does === 'fail') {
      throw this.failure(step);
    }
    signal.throwIfAborted();
  }

  #progress(state: OperationProgressNotice['state'], done: number, of: number): void {
    this.#listeners.tell('operation.progress', { state, done, of });
  }
}
