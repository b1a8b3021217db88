// The log-in: by enterprise code, log-in name and password, or with the electronic key.
import type { App } from '../app.js';
import { manner } from '../browser.js';
import type { Manner } from '../guides.js';
import { portal, type SessionInfo } from '../portal.js';
import { rules } from '../rules.js';
import { Sheet } from './sheet.js';

export class LogIn extends Sheet<'uscc' | 'login' | 'password'> {
  by: Manner = manner.get() === 'key' ? 'key' : 'password';
  shown = false;

  constructor(app: App) {
    super(app, ['uscc', 'login', 'password'], ['uscc']); // staff have no enterprise
  }

  open(by: Manner): void {
    this.by = by;
    this.app.quiet();
    this.app.key.reset();
    this.app.update();
  }

  async byPassword(): Promise<void> {
    let session: SessionInfo | undefined;
    await this.send(this.blanks(), async () => {
      const [uscc, login] = [this.value('uscc').trim(), this.value('login').trim()];
      session = await portal.loginByPassword({ uscc, login, password: this.value('password') });
    });
    if (session) {
      this.clear('password');
      await this.app.entered(session);
    }
  }

  async byKey(): Promise<void> {
    const { app } = this;
    app.quiet();
    rules().catch(() => {}); // fetched while the person types the PIN; a failure shows when it is needed
    const session = await app.key.run('authenticate', async ({ signer, certificate, signal, enter }) => {
      const { nonce } = await portal.challenge();
      enter('window');
      const token = await signer.authenticate(nonce, { signal, ...(certificate && { certificate }) });
      enter('portal');
      return portal.login(token);
    });
    if (session) {
      await app.entered(session);
    } else {
      app.keyEnded();
    }
  }
}
