// Keeps a draft at the portal as it is filled in. What the portal does not have yet stays in this browser, and is tried again.
import type { Draft } from '@ekey/client';
import { unsent } from '../browser.js';
import { portal, PortalError, type FilingRecord, type Versioned } from '../portal.js';

export type SyncState = 'kept' | 'sending' | 'offline' | 'conflict' | 'refused';

export interface SyncEvents {
  /** What is to be kept. */
  readonly draft: () => Draft;
  readonly changed: () => void;
  /** The portal no longer knows who is here. */
  readonly expired: () => void;
  readonly refused: (error: PortalError) => void;
}

const firstDelay = 2_000; // milliseconds until it is tried again; then twice as long each time
const longestDelay = 60_000;

export class DraftSync {
  state: SyncState = 'kept';
  /** When the portal kept it last, RFC 3339. */
  savedAt: string | undefined;
  /** False where the browser keeps nothing. */
  keptHere = true;
  /** In a conflict: what another tab or PC has made of it. */
  theirs: Versioned<FilingRecord> | undefined;
  #sent: string;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delay = firstDelay;
  #stopped = false;
  /** Its session has ended: another one goes on with what this browser keeps. */
  #ended = false;
  readonly #online = () => void this.flush();

  /** `known`: the draft that the portal has under `etag`. */
  constructor(
    private readonly filing: string,
    private etag: string,
    known: Draft | null,
    private readonly events: SyncEvents,
  ) {
    this.#sent = stable(known);
    addEventListener('online', this.#online);
  }

  /** Answers may have changed. Resolves when the portal has them, or where that has to wait. */
  flush(leaving = false): Promise<void> {
    if (this.#stopped || this.#ended || this.state === 'conflict') {
      this.#keepHere();
      return Promise.resolve();
    }
    clearTimeout(this.#timer);
    this.#running ??= this.#run(leaving).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Another has changed it since `etag`: the person decides. */
  dispute(theirs: Versioned<FilingRecord>): void {
    this.theirs = theirs;
    this.#become('conflict');
  }

  /** In a conflict: what is on this page is what counts. */
  async keepMine(): Promise<void> {
    if (this.theirs) {
      this.etag = this.theirs.etag;
      this.theirs = undefined;
      this.#sent = '';
      this.state = 'kept';
      await this.flush();
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#online);
  }

  /** Nothing of it shall stay in this browser. */
  forget(): void {
    this.stop();
    unsent.forget(this.filing);
  }

  async #run(leaving: boolean): Promise<void> {
    while (!this.#stopped) {
      const draft = this.events.draft();
      if (stable(draft) === this.#sent) {
        break;
      }
      this.#keepHere();
      this.#become('sending');
      try {
        await this.#send(draft, leaving);
      } catch (error) {
        await this.#failed(error);
        return;
      }
    }
    if (!this.#stopped) {
      unsent.forget(this.filing);
      this.#become('kept');
    }
  }

  async #send(draft: Draft, leaving: boolean): Promise<void> {
    const { value, etag } = await portal.keepDraft(this.filing, draft, this.etag, leaving);
    this.etag = etag;
    this.#sent = stable(draft);
    this.savedAt = value.changedAt;
    this.#delay = firstDelay;
  }

  async #failed(error: unknown): Promise<void> {
    if (this.#stopped) {
      return;
    }
    if (!(error instanceof PortalError)) {
      throw error;
    }
    if (error.status === 412) {
      await this.#changedElsewhere();
    } else if (error.loggedOut) {
      this.#ended = true;
      this.#become('offline');
      this.events.expired();
    } else if (error.passing || error.status === 429) {
      this.#later();
    } else {
      this.#become('refused');
      this.events.refused(error);
    }
  }

  async #changedElsewhere(): Promise<void> {
    try {
      const theirs = await portal.filing(this.filing);
      if (stable(theirs.value.draft) !== this.#sent) {
        this.dispute(theirs);
        return;
      }
      this.etag = theirs.etag; // its files have changed, say, but no answer
      this.#later();
    } catch (error) {
      await this.#failed(error);
    }
  }

  #later(): void {
    this.#become('offline');
    this.#timer = setTimeout(this.#online, this.#delay);
    this.#delay = Math.min(this.#delay * 2, longestDelay);
  }

  #keepHere(): void {
    if (!this.#stopped) {
      this.keptHere = unsent.keep(this.filing, { draft: this.events.draft(), etag: this.etag, at: Date.now() });
    }
  }

  #become(state: SyncState): void {
    this.state = state;
    this.events.changed();
  }
}

/** The same text for the same content, whatever the order of its members. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    typeof inside === 'object' && inside !== null && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );
}
