const delay = 1000; // milliseconds after the last change

/** When what was filled in is told to be kept. */
export class DraftTimer {
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly save: () => void) {}

  soon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.now(), delay);
  }

  /** Where something waits to be kept. */
  now(): void {
    if (this.#waiting !== undefined) {
      clearTimeout(this.#waiting);
      this.#waiting = undefined;
      this.save();
    }
  }
}
