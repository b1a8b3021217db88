import { isNeverAsked } from './signer-permission.js';

/** Milliseconds that a program on a port has to answer, once no person is asked any more. */
export const portPatience = 3000;

/** How requests end that a person may be asked about: with the page's signal, or `portPatience` after the person has answered. */
export class Patience {
  readonly #limit = new AbortController();
  readonly #page: AbortSignal | undefined;
  readonly #status: PermissionStatus | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `status`: the browser's permission, where it tells. */
  constructor(status: PermissionStatus | undefined, page: AbortSignal | undefined) {
    [this.#status, this.#page] = [status, page];
    page?.addEventListener('abort', this.#stop, { once: true }); // AbortSignal.any came with Chrome 116; Windows 7 ends at 109
    if (status?.state !== 'prompt' || isNeverAsked()) {
      this.answered();
    } else {
      status.onchange = () => status.state === 'prompt' || this.answered();
    }
  }

  get signal(): AbortSignal {
    return this.#limit.signal;
  }

  /** The person has answered: the time runs. Whatever the browser says of its question, it is over once a program was reached. */
  readonly answered = (): void => {
    this.#timer ??= setTimeout(this.#stop, portPatience);
  };

  /** Ends the requests that are left. */
  end(): void {
    clearTimeout(this.#timer);
    this.#page?.removeEventListener('abort', this.#stop);
    if (this.#status) {
      this.#status.onchange = null;
    }
    this.#stop();
  }

  readonly #stop = (): void => this.#limit.abort();
}
