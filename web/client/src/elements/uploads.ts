// The files that were chosen in this page, and how far they are.
import { EkeyFailure, type EkeyError, type MaterialHandler, type MaterialProgress, type MaterialSlot, type Material } from '../index.js';

export class Upload {
  progress: MaterialProgress;
  running = true;
  /** Why it was refused, or of severity warning what should be looked at. */
  errors: readonly EkeyError[] = [];
  readonly #cancelled = new AbortController();
  #picture: string | undefined;

  constructor(
    readonly slot: MaterialSlot,
    readonly file: File,
  ) {
    this.progress = { step: 'checking', done: 0, total: file.size };
  }

  /** Resolves with what the file gave when all is over; undefined: refused, or called off. */
  async run(handler: MaterialHandler, changed: () => void): Promise<Material | undefined> {
    const { signal } = this.#cancelled;
    const onProgress = (progress: MaterialProgress) => {
      this.progress = progress;
      changed();
    };
    try {
      const taken = await handler.take(this.slot, this.file, { signal, onProgress });
      signal.throwIfAborted();
      this.errors = taken.errors ?? taken.result.warnings;
      return taken.result;
    } catch (error) {
      if (!signal.aborted) {
        this.errors = [told(error, this.slot.pointer)];
      }
      return undefined;
    } finally {
      this.running = false;
    }
  }

  /** The picture's own address in this page, made once. */
  get picture(): string {
    return (this.#picture ??= URL.createObjectURL(this.file));
  }

  /** Calls it off, and forgets the file. */
  end(): void {
    this.#cancelled.abort();
    if (this.#picture) {
      URL.revokeObjectURL(this.#picture);
    }
  }
}

/** What was thrown, as data; what has no code is a defect, and its developer must see it. */
function told(error: unknown, pointer: string): EkeyError {
  if (error instanceof EkeyFailure) {
    return { code: error.code, pointer, severity: 'error', params: error.params };
  }
  const { code, params } = Object(error) as { code?: unknown; params?: EkeyError['params'] };
  if (typeof code === 'string') {
    return { code, pointer, severity: 'error', params: params ?? {} };
  }
  reportError(error);
  return { code: 'usage', pointer, severity: 'error', params: {} };
}
