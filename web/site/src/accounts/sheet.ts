// A short form of plain fields: what was typed, and what is wrong with it. The portal has the last word.
import type { App } from '../app.js';
import { PortalError } from '../portal.js';
import { problemsAt, type Problem } from '../problems.js';

export class Sheet<Field extends string> {
  readonly #values = new Map<Field, string>();
  busy = false;

  constructor(
    protected readonly app: App,
    readonly fields: readonly Field[],
    /** May be left blank. */
    private readonly optional: readonly Field[] = [],
  ) {}

  value(field: Field): string {
    return this.#values.get(field) ?? '';
  }

  set(field: Field, value: string): void {
    this.#values.set(field, value);
  }

  clear(...fields: Field[]): void {
    fields.forEach((field) => this.#values.delete(field));
  }

  problemsOf(field: Field): readonly Problem[] {
    return this.app.problems.filter((problem) => problem.field === field);
  }

  /** What is blank and must not be. */
  blanks(): Problem[] {
    return this.fields
      .filter((field) => !this.optional.includes(field) && this.value(field).trim() === '')
      .map((field) => ({ code: `blank.${field}`, params: {}, field }));
  }

  /** Sends it, unless it is on its way; true: it was taken. */
  protected async send(wrong: readonly Problem[], act: () => Promise<void>): Promise<boolean> {
    if (this.busy) {
      return false;
    }
    this.app.quiet();
    if (wrong.length > 0) {
      this.app.fail(wrong);
      return false;
    }
    this.busy = true;
    this.app.update();
    try {
      await act();
      return true;
    } catch (error) {
      this.busy = false;
      if (error instanceof PortalError && error.loggedOut) {
        await this.app.expire();
      } else {
        this.app.fail(problemsAt(error, this.fields));
      }
      return false;
    } finally {
      this.busy = false;
      this.app.update();
    }
  }
}

/** The proof could not be made: no connection, or the browser forbids it. */
export const noProof = () => new PortalError(0, [{ code: 'proof.not_made', pointer: '', severity: 'error', params: {} }]);
