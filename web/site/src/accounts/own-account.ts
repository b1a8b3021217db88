// Whoever is logged in: where else, and the password.
import type { App } from '../app.js';
import { portal, PortalError, type SessionEntry } from '../portal.js';
import { problemsOf } from '../problems.js';
import { ChangedPassword } from './password.js';

export class OwnAccount {
  sessions: readonly SessionEntry[] | undefined;
  readonly password: ChangedPassword;

  constructor(private readonly app: App) {
    this.password = new ChangedPassword(app);
  }

  async enter(): Promise<void> {
    this.app.load();
    this.sessions = await portal.sessions();
  }

  end(session: string): Promise<void> {
    return this.#act(() => portal.endSession(session), 'account.ended');
  }

  endOthers(): Promise<void> {
    return this.#act(() => portal.endOtherSessions(), 'account.ended_others');
  }

  async changePassword(): Promise<void> {
    if (await this.password.submit()) {
      await this.#act(async () => {}, 'account.password_changed');
    }
  }

  async #act(act: () => Promise<void>, notice: string): Promise<void> {
    const { app } = this;
    app.quiet();
    try {
      await act();
      this.sessions = await portal.sessions();
      app.notice = notice;
      app.update();
      document.getElementById('notice')?.focus();
    } catch (error) {
      if (error instanceof PortalError && error.loggedOut) {
        await app.expire();
      } else {
        app.fail(problemsOf(error));
      }
    }
  }
}
