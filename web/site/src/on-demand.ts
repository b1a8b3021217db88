/** A file of the site that most visitors do without: fetched when it is first asked for, then kept. */
export class OnDemand<T> {
  #value: T | undefined;
  #fetching = false;
  failed = false;

  constructor(
    private readonly path: string,
    private readonly changed: () => void,
  ) {}

  /** Undefined while it is fetched, and where that `failed`. */
  get value(): T | undefined {
    if (this.#value === undefined && !this.failed) {
      void this.#fetch();
    }
    return this.#value;
  }

  again(): void {
    this.failed = false;
    void this.#fetch();
    this.changed();
  }

  async #fetch(): Promise<void> {
    if (this.#fetching) {
      return;
    }
    this.#fetching = true;
    try {
      const answer = await fetch(this.path);
      if (!answer.ok) {
        throw new TypeError(`${this.path}: ${answer.status}`);
      }
      this.#value = (await answer.json()) as T;
    } catch {
      this.failed = true; // the view says so, and offers to try again
    }
    this.#fetching = false;
    this.changed();
  }
}
