// One file on its way: looked at and digested here, sent, and compared with what the portal received.
import { Hasher, prepareMaterial, type Entry, type MaterialSlot } from '@ekey/client';
import type { Filing } from './filing.js';
import { rules, type Item } from './form.js';
import { portal, PortalError } from './portal.js';
import { problemsOf, type Problem } from './problems.js';

let creating: Promise<Hasher> | undefined;

function hasher(): Promise<Hasher> {
  creating ??= Hasher.create().catch((error: unknown) => {
    creating = undefined;
    throw error;
  });
  return creating;
}

export class Upload {
  step: 'checking' | 'sending' | 'done' | 'failed' = 'checking';
  /** Bytes done of the step; the whole is file.size. */
  done = 0;
  problems: readonly Problem[] = [];
  #preview: string | undefined;
  readonly #cancelled = new AbortController();

  constructor(
    readonly file: File,
    private readonly changed: () => void,
  ) {}

  get running(): boolean {
    return this.step === 'checking' || this.step === 'sending';
  }

  /** A picture's own address in this page, made once. */
  get preview(): string {
    return (this.#preview ??= URL.createObjectURL(this.file));
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  /** Another file takes its place. */
  release(): void {
    this.cancel();
    if (this.#preview) {
      URL.revokeObjectURL(this.#preview);
    }
  }

  /** Resolves when all is over, however it ended. `expired`: the session has. */
  async run(filing: Filing, item: Item): Promise<'done' | 'failed' | 'cancelled' | 'expired'> {
    const { signal } = this.#cancelled;
    try {
      const entry = await this.#prepare(item, signal);
      if (!entry) {
        return this.#fail();
      }
      this.#enter('sending');
      const arrived = await portal.upload(filing.info.filing, item.id, entry.name, this.file, this.#progress, signal);
      if (arrived.sm3 !== entry.sm3 || arrived.sha256 !== entry.sha256 || arrived.bytes !== entry.bytes) {
        this.problems = [{ code: 'material.altered', params: {}, item: item.id, href: `#${item.id}` }];
        return this.#fail();
      }
      filing.setMaterial(item, entry);
      this.#enter('done');
      return 'done';
    } catch (error) {
      if (signal.aborted) {
        return 'cancelled';
      }
      this.problems = problemsOf(error).map((problem) => ({ ...problem, item: item.id, href: `#${item.id}` }));
      this.#fail();
      return error instanceof PortalError && error.loggedOut ? 'expired' : 'failed';
    }
  }

  async #prepare(item: Item, signal: AbortSignal): Promise<Entry | undefined> {
    const limits = item.accept ?? { types: [], bytes: 0 };
    const slot: MaterialSlot = { item: item.id, pointer: item.pointer, required: item.required, present: false, ...limits };
    const onProgress = ({ done }: { done: number }) => this.#progress(done);
    const prepared = await prepareMaterial(await rules(), await hasher(), slot, this.file, { signal, onProgress });
    if (prepared.errors) {
      this.problems = prepared.errors
        .filter(({ severity }) => severity === 'error')
        .map(({ code, params }) => ({ code, params, item: item.id, href: `#${item.id}` }));
      return undefined;
    }
    return prepared.result.entry;
  }

  #progress = (bytes: number): void => {
    this.done = bytes;
    this.changed();
  };

  #enter(step: Upload['step']): void {
    this.step = step;
    this.done = 0;
    this.changed();
  }

  #fail(): 'failed' {
    this.#enter('failed');
    return 'failed';
  }
}
