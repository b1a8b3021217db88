// The proof of work, done while the person types: in a worker, and where there is none in slices on the page.
import { portal, type ProofChallenge } from '../portal.js';
import { search, type Puzzle } from './proof-search.js';
import type { Told } from './proof-worker.js';

export class Proof {
  /** Of the numbers, how many have been tried: 0 to 1. */
  done = 0;
  state: 'idle' | 'working' | 'ready' | 'failed' = 'idle';
  #payload: Promise<string> | undefined;
  #round = 0;
  #worker: Worker | undefined;

  constructor(private readonly changed: () => void) {}

  /** Begins, unless one is ready or on its way. */
  begin(): void {
    if (this.state === 'idle' || this.state === 'failed') {
      this.again();
    }
  }

  /** A new one: each is good once. */
  again(): void {
    this.stop();
    this.state = 'working';
    const round = this.#round;
    this.#payload = this.#make(round);
    this.#payload.then(
      () => this.#end(round, 'ready'),
      () => this.#end(round, 'failed'),
    );
    this.changed();
  }

  /** Base64 of ALTCHA's payload; rejects where it could not be made. */
  payload(): Promise<string> {
    this.begin();
    return this.#payload!;
  }

  stop(): void {
    this.#round += 1;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.state = 'idle';
    this.done = 0;
  }

  #end(round: number, state: 'ready' | 'failed'): void {
    if (round === this.#round) {
      this.state = state;
      this.changed();
    }
  }

  async #make(round: number): Promise<string> {
    const challenge = await portal.proof();
    const tell = (tried: number) => {
      const done = Math.min(1, tried / challenge.maxnumber);
      if (round === this.#round && done - this.done >= 0.02) {
        this.done = done;
        this.changed();
      }
    };
    const number = await this.#find(challenge, tell, round);
    if (number === undefined) {
      throw new RangeError('the challenge has no answer');
    }
    return payloadOf(challenge, number);
  }

  #find(puzzle: Puzzle, tell: (tried: number) => void, round: number): Promise<number | undefined> {
    const here = () => search(puzzle, tell, () => round !== this.#round);
    if (typeof Worker === 'undefined' || round !== this.#round) {
      return here();
    }
    return new Promise((resolve, reject) => {
      const worker = (this.#worker = new Worker(new URL('./proof-worker.js', import.meta.url)));
      worker.onerror = () => (worker.terminate(), here().then(resolve, reject)); // the script is not to be had
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ('tried' in data) {
          tell(data.tried);
          return;
        }
        worker.terminate();
        if ('failed' in data) {
          here().then(resolve, reject);
        } else {
          resolve(data.number ?? undefined);
        }
      };
      const { challenge, salt, maxnumber } = puzzle;
      worker.postMessage({ challenge, salt, maxnumber });
    });
  }
}

function payloadOf({ algorithm, challenge, salt, signature }: ProofChallenge, number: number): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  return btoa(String.fromCharCode(...bytes));
}
