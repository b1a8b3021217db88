// Beginning a business, or going on with what was begun of it.
import type { App } from '../app.js';
import { traitsOf, type Business, type Manner } from '../guides.js';
import { portal, PortalError, type FilingSummary } from '../portal.js';
import { problemsOf } from '../problems.js';
import { pathTo, resumePage } from '../router.js';
import { isOpen } from './filing.js';

export class Start {
  /** Of this business, to go on with. */
  begun: readonly FilingSummary[] = [];
  beginning = false;
  /** The business that a person has been asked to log in for: then they need not press once more. */
  #asked: Business | undefined;
  #once: string | undefined;

  constructor(private readonly app: App) {}

  async enter(business: Business): Promise<void> {
    const { app } = this;
    this.begun = [];
    if (!app.session) {
      this.#asked = business;
      return;
    }
    const asked = this.#asked === business;
    this.#asked = undefined;
    if (!this.allowed(business)) {
      return;
    }
    app.load();
    this.begun = (await portal.filings()).filter((filing) => filing.business === business && isOpen(filing));
    if (asked && this.begun.length === 0) {
      await this.begin(business);
    }
  }

  /** How one is logged in now. */
  get manner(): Manner {
    return this.app.session?.certificate ? 'key' : 'password';
  }

  allowed(business: Business): boolean {
    const { session } = this.app;
    const within = !session?.certificate?.expired || business === 'renewal'; // an expired key renews itself, and no more
    return session?.role === 'enterprise' && within && traitsOf(business).by.includes(this.manner);
  }

  async begin(business: Business): Promise<void> {
    if (this.beginning) {
      return;
    }
    const { app } = this;
    this.beginning = true;
    app.quiet();
    app.update();
    this.#once ??= crypto.randomUUID();
    try {
      const { filing } = await portal.begin(business, this.#once);
      this.#once = undefined;
      await app.go(pathTo.page(filing, resumePage));
    } catch (error) {
      app.loading = false;
      if (error instanceof PortalError && error.loggedOut) {
        await app.expire();
      } else {
        app.fail(problemsOf(error));
      }
    } finally {
      this.beginning = false;
      app.update();
    }
  }
}
