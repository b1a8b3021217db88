/** Whether a pointer is down, and what waits for it to come up again. */
export class PointerRest {
  #down = false;
  #waiting: (() => void) | undefined;

  /** Runs at once where no pointer is down, else after the click that it makes. The last one counts. */
  run(action: () => void): void {
    if (this.#down) {
      this.#waiting = action;
    } else {
      action();
    }
  }

  /** Listens, for as long as `signal` is not aborted. */
  watch(target: EventTarget, signal: AbortSignal): void {
    const up = () => {
      this.#down = false;
      const action = this.#waiting;
      this.#waiting = undefined;
      if (action) {
        setTimeout(action); // the click is still to come
      }
    };
    target.addEventListener('pointerdown', () => (this.#down = true), { capture: true, signal });
    target.addEventListener('pointerup', up, { capture: true, signal });
    target.addEventListener('pointercancel', up, { capture: true, signal });
  }
}
