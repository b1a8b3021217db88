// My filings.
import type { App } from '../app.js';
import { portal, type FilingSummary } from '../portal.js';

export class FilingList {
  filings: readonly FilingSummary[] | undefined;

  constructor(private readonly app: App) {}

  async enter(): Promise<void> {
    this.app.load();
    this.filings = await portal.filings();
  }
}
