// What the first page remembers while it is looked at.
import type { Agency } from './agencies.js';
import type { Business } from './guides.js';
import { OnDemand } from './on-demand.js';
import { Readiness } from './readiness.js';

/** The businesses of the tabs, in the order that people know from the former system. */
export const tabs = ['first', 'renewal', 'reissue', 'mobileAuthorisation'] as const satisfies readonly Business[];
export type Tab = (typeof tabs)[number];

export class Entrance {
  tab: Tab = 'renewal'; // what can be done online
  query = '';
  /** Every agency is shown while nothing is looked for. */
  all = false;
  readonly agencies: OnDemand<{ readonly agencies: readonly Agency[] }>;
  readonly readiness: Readiness;

  constructor(readonly changed: () => void) {
    this.agencies = new OnDemand('/agencies.json', changed);
    this.readiness = new Readiness(changed);
  }

  open(tab: Tab): void {
    this.tab = tab;
    this.changed();
  }

  look(query: string): void {
    this.query = query;
    this.all = false;
    this.changed();
  }

  toggleAll(): void {
    this.query = '';
    this.all = !this.all;
    this.changed();
  }

  /** The person has gone elsewhere, and may come back for something else. */
  leave(): void {
    this.all = false;
    this.readiness.forget();
    this.changed();
  }
}
