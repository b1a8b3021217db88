/** What a person, or the key, does at the next operation. `after`: milliseconds before it does so; 0 unless told. */
export type MockStep =
  /** Says yes and types the right PIN. */
  | { readonly does: 'consent'; readonly after?: number }
  /** Never answers: until `cancel`, an aborted signal, `unplug` or `close`. */
  | { readonly does: 'wait' }
  /** Pulls the key while it is at work: `token.removed`, then nothing is plugged in until `plug`. */
  | { readonly does: 'unplug'; readonly after?: number }
  /** Ends the host: `signer.closed`. */
  | { readonly does: 'close'; readonly after?: number }
  /** Any code of the host, such as `user.cancelled` or `pin.incorrect` with {state: 'low'}. */
  | { readonly does: 'fail'; readonly code: string; readonly params?: Readonly<Record<string, unknown>>; readonly after?: number };

/** Resolves after that many milliseconds, or rejects with the signal's reason. */
export function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = milliseconds === Infinity ? undefined : setTimeout(done, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
    function done() {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal.reason);
    }
  });
}
