// My filings.
import type { App } from '../app.js';
import { portal, type FilingSummary } from '../portal.js';
import { PhoneList } from './phone-list.js';

export class FilingList {
  filings: readonly FilingSummary[] | undefined;
  readonly phones: PhoneList;

  constructor(private readonly app: App) {
    this.phones = new PhoneList(app);
  }

  async enter(): Promise<void> {
    this.app.load();
    [this.filings] = await Promise.all([portal.filings(), this.phones.enter()]);
  }
}
