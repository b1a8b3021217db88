// What was filled in, kept in this browser so that nothing is lost: never files, never the PIN (which no page sees).
import type { Draft } from '@ekey/client';
import type { FilingInfo } from './portal.js';

export interface Kept {
  readonly draft: Draft;
  /** Where the portal expects it; absent once its session has ended. */
  readonly info?: FilingInfo;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

const prefix = 'ekey.renewal.';
const languageKey = 'ekey.language';
const sessionKey = 'ekey.session';

export function keep(uscc: string, kept: Kept): boolean {
  return write(prefix + uscc, JSON.stringify(kept));
}

export function kept(uscc: string): Kept | undefined {
  const text = read(prefix + uscc);
  try {
    return text === null ? undefined : (JSON.parse(text) as Kept);
  } catch {
    forget(uscc);
    return undefined;
  }
}

/** What ties the draft to a session that has ended is dropped. */
export function loosen(uscc: string): void {
  const found = kept(uscc);
  if (found) {
    const { draft, savedAt } = found;
    keep(uscc, { draft, savedAt });
  }
}

export function forget(uscc: string): void {
  remove(prefix + uscc);
}

/** Whether anything is kept, whosever it is. */
export function anyKept(): boolean {
  return keys().some((key) => key.startsWith(prefix));
}

export function forgetAll(): void {
  keys().filter((key) => key.startsWith(prefix)).forEach(remove);
}

/** A cookie that a page cannot see says who is logged in; this spares asking when nobody can be. */
export const loggedIn = {
  get: () => read(sessionKey) !== null,
  set: (yes: boolean) => (yes ? write(sessionKey, '1') : remove(sessionKey)),
};

export const chosenLanguage = {
  get: () => read(languageKey),
  set: (language: string) => write(languageKey, language),
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

function keys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
