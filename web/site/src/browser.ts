// What this browser keeps: choices of the person's, and what was typed and has not reached the portal yet. Never files, never a
// password, never the PIN (which no page sees).
import type { Draft } from '@ekey/client';

/** A draft that the portal does not have yet. */
export interface Unsent {
  readonly draft: Draft;
  /** The ETag of what it was changed from. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const prefix = 'ekey.unsent.';

export const unsent = {
  keep: (filing: string, draft: Unsent): boolean => write(prefix + filing, JSON.stringify(draft)),
  forget: (filing: string): void => remove(prefix + filing),
  of(filing: string): Unsent | undefined {
    const text = read(prefix + filing);
    try {
      return text === null ? undefined : (JSON.parse(text) as Unsent);
    } catch {
      remove(prefix + filing);
      return undefined;
    }
  },
};

const remembered = (key: string) => ({
  get: () => read(key),
  set: (value: string) => write(key, value),
});

export const chosenLanguage = remembered('ekey.language');
/** How the person logged in last: `key`, `password`. */
export const manner = remembered('ekey.manner');

const sessionKey = 'ekey.session';
/** A cookie that a page cannot see says who is logged in; this spares asking when nobody can be. */
export const loggedIn = {
  get: () => read(sessionKey) !== null,
  set: (yes: boolean) => (yes ? write(sessionKey, '1') : remove(sessionKey)),
};

// Storage may be switched off or full: then nothing is kept, and the page says so.
function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
