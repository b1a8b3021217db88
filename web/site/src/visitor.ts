// Who is logged in, as far as this page knows.
import * as browser from './browser.js';
import { portal, PortalError, type SessionInfo } from './portal.js';

export class Visitor {
  session: SessionInfo | undefined;

  /** Of an earlier visit; asks only where somebody may be logged in. */
  async recall(): Promise<void> {
    if (!browser.loggedIn.get()) {
      return;
    }
    try {
      this.remember(await portal.session());
    } catch (error) {
      if (!(error instanceof PortalError && error.loggedOut)) {
        throw error;
      }
      this.forget();
    }
  }

  remember(session: SessionInfo): void {
    this.session = session;
    browser.loggedIn.set(true);
    browser.manner.set(session.certificate ? 'key' : 'password');
  }

  forget(): void {
    this.session = undefined;
    browser.loggedIn.set(false);
  }
}
