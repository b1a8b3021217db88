// What a person does with a form and what is said of it, without a page.
import { blocks, type Answer, type Change, type EkeyError, type FormSession, type MaterialHandler, type Outcome } from '../index.js';
import { shifted } from './shown-tree.js';
import { Upload } from './uploads.js';

export class FormModel {
  /** By pointer: what stands in the fields, where the rules may keep it in another way. */
  readonly #typed = new Map<string, string>();
  /** By pointer: why the session did not take what was given. */
  readonly #refused = new Map<string, readonly EkeyError[]>();
  /** By pointer. */
  readonly uploads = new Map<string, Upload>();
  /** What is said to be wrong, in the form's order: only what was found when the person wanted to go on, as it is now. */
  errors: readonly EkeyError[] = [];
  #judged: { readonly page: string | undefined; readonly at: Set<string> } | undefined;
  /** What a server found, until the answer is another one. */
  #reported: readonly EkeyError[] = [];

  /**
   * @param changed an answer is another one now
   * @param redraw something else is: how far a file is
   */
  constructor(
    readonly session: FormSession,
    private readonly changed: (changes: readonly Change[]) => void,
    private readonly redraw: () => void,
  ) {}

  /** What stands in a field. */
  text(pointer: string, value: Answer | undefined): string {
    return this.#typed.get(pointer) ?? (value === null || value === undefined ? '' : String(value));
  }

  /** A field has another text: kept, not judged. */
  type(pointer: string, text: string): void {
    this.#typed.set(pointer, text);
    this.#take(pointer, this.session.set(pointer, text));
  }

  /** The person is done with a field: what was said of it is looked at again. */
  commit(pointer: string): void {
    this.#reported = this.#reported.filter((error) => error.pointer !== pointer);
    this.refresh();
  }

  /** An answer that is made at once. */
  choose(pointer: string, value: Answer): void {
    this.#take(pointer, this.session.set(pointer, value));
    this.commit(pointer);
  }

  /** False: no more are allowed, and it is said so. */
  insert(repeat: string): boolean {
    this.settle();
    return this.#structure(repeat, this.session.insert(repeat));
  }

  /** False: none less is allowed, and it is said so. */
  remove(repeat: string, number: number): boolean {
    this.settle();
    const outcome = this.session.remove(`${repeat}/${number}`);
    if (!outcome.errors && this.#judged) {
      const kept = [...this.#judged.at].map((pointer) => shifted(pointer, repeat, number));
      this.#judged = { ...this.#judged, at: new Set(kept.filter((pointer) => pointer !== undefined)) };
    }
    return this.#structure(repeat, outcome);
  }

  /** A confirmation cannot be taken back as such: the answer given anew asks for it again. */
  confirm({ pointer, code }: EkeyError, yes: boolean, value: Answer): void {
    this.#take(pointer, yes ? this.session.confirm(pointer, code) : this.session.set(pointer, value));
    this.refresh();
  }

  /** A file was chosen. True when it became the answer; false when it was refused; undefined when it was called off. */
  async attach(pointer: string, file: File, handler: MaterialHandler): Promise<boolean | undefined> {
    const slot = this.session.materials().find((one) => one.pointer === pointer);
    if (!slot) {
      return undefined;
    }
    this.uploads.get(pointer)?.end();
    const upload = new Upload(slot, file);
    this.uploads.set(pointer, upload);
    this.#judged?.at.delete(pointer);
    this.commit(pointer);
    this.redraw();
    const material = await upload.run(handler, this.redraw);
    if (this.uploads.get(pointer) !== upload) {
      return undefined; // another one, or none
    }
    if (material) {
      this.#take(pointer, this.session.set(pointer, { ...material.entry }));
    }
    if (upload.errors.length > 0) {
      this.#judge(pointer);
    }
    this.refresh();
    this.redraw();
    return material !== undefined;
  }

  callOff(pointer: string): void {
    this.uploads.get(pointer)?.end();
    this.uploads.delete(pointer);
    this.refresh();
  }

  /** From now on the fields show what the rules understood. */
  settle(): void {
    for (const pointer of this.#typed.keys()) {
      if (!this.#refused.has(pointer)) {
        this.#typed.delete(pointer);
      }
    }
  }

  /** Another page, or the same one anew: nothing is said until the person wants to go on. */
  leave(): void {
    this.settle();
    this.#judged = undefined;
    this.#reported = [];
    this.errors = [];
  }

  /** Says what is wrong on a page, or on the whole; true when nothing stops the person. */
  judge(page: string | undefined): boolean {
    this.settle();
    // A file that was refused is said once; what is missing without it is found again.
    this.uploads.forEach((upload, pointer) => !upload.running && blocks(upload.errors) && this.uploads.delete(pointer));
    this.#reported = [];
    this.#judged = { page, at: new Set(this.#wrong(page).map(({ pointer }) => pointer)) };
    this.refresh();
    return !blocks(this.errors);
  }

  /** Says what a server found. */
  report(errors: readonly EkeyError[]): void {
    this.#reported = errors;
    this.refresh();
  }

  /** What was said to be wrong, as it is now. */
  refresh(): void {
    const judged = this.#judged;
    const own = judged ? this.#wrong(judged.page).filter(({ pointer }) => judged.at.has(pointer)) : [];
    this.errors = [...own, ...this.#reported];
  }

  /** Ends what is under way. */
  end(): void {
    this.uploads.forEach((upload) => upload.end());
    this.uploads.clear();
  }

  #judge(pointer: string): void {
    this.#judged ??= { page: undefined, at: new Set() };
    this.#judged.at.add(pointer);
  }

  #structure(repeat: string, outcome: Outcome<readonly Change[]>): boolean {
    this.#take(repeat, outcome);
    if (outcome.errors) {
      this.#judge(repeat);
    }
    this.refresh();
    this.#refused.delete(repeat); // said once
    return !outcome.errors;
  }

  #take(pointer: string, outcome: Outcome<readonly Change[]>): void {
    if (outcome.errors) {
      this.#refused.set(pointer, outcome.errors.map((error) => ({ ...error, pointer })));
      return;
    }
    this.#refused.delete(pointer);
    if (outcome.result.length > 0) {
      this.changed(outcome.result);
    }
  }

  /** The session's errors; where it did not take what was given, or a file did not get through, those instead. */
  #wrong(page: string | undefined): readonly EkeyError[] {
    const instead = new Map(this.#refused);
    for (const [pointer, { running, errors }] of this.uploads) {
      if (running) {
        instead.set(pointer, [{ code: 'element.material.pending', pointer, severity: 'error', params: {} }]);
      } else if (errors.length > 0) {
        instead.set(pointer, errors);
      }
    }
    const found = this.session.validate(page);
    if (instead.size === 0) {
      return found;
    }
    const mine = new Map<string, EkeyError[]>(); // by the item at which they stand
    const order = this.session.items(page).filter(({ relevant }) => relevant);
    for (const error of found) {
      mine.set(error.pointer, [...(mine.get(error.pointer) ?? []), error]);
    }
    const elsewhere = found.filter(({ pointer }) => !order.some((item) => item.pointer === pointer));
    return [...order.flatMap(({ pointer }) => instead.get(pointer) ?? mine.get(pointer) ?? []), ...elsewhere];
  }
}
