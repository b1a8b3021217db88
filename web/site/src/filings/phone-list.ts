// Mobile authorisations that were submitted, and their withdrawal.
import type { App } from '../app.js';
import { portal, PortalError, type Phone } from '../portal.js';
import { problemsOf } from '../problems.js';

export class PhoneList {
  phones: readonly Phone[] = [];
  /** The one of which the person is asked whether they mean it. */
  asked: string | undefined;

  constructor(private readonly app: App) {}

  async enter(): Promise<void> {
    this.asked = undefined;
    // An expired key serves its renewal alone.
    this.phones = this.app.session?.certificate?.expired ? [] : await portal.phones();
  }

  ask(phone: string | undefined): void {
    const before = this.asked;
    this.asked = phone;
    this.app.update();
    document.getElementById(phone === undefined ? `withdraw-${before}` : 'sure')?.focus();
  }

  async withdraw(phone: string): Promise<void> {
    const { app } = this;
    app.quiet();
    try {
      await portal.withdrawPhone(phone);
      await this.enter();
      app.notice = 'notice.phone_withdrawn';
      app.update();
      document.getElementById('phones-title')?.focus();
    } catch (error) {
      if (error instanceof PortalError && error.loggedOut) {
        await app.expire();
        return;
      }
      await this.enter().catch(() => {}); // the first error is what is told
      app.fail(problemsOf(error));
    }
  }
}
