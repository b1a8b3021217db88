// The pages of accounts: register, activate, log in, forgotten password, one's own account.
import type { App } from '../app.js';
import type { Route } from '../router.js';
import type { Section } from '../sections.js';
import { t } from '../texts.js';
import type { View } from '../views/parts.js';
import { nothing } from 'lit-html';
import { Forgot } from './forgot.js';
import { LogIn } from './log-in.js';
import { OwnAccount } from './own-account.js';
import { ChosenPassword } from './password.js';
import { Register } from './register.js';
import { accountPage } from './views/account.js';
import { choosePasswordPage } from './views/choose-password.js';
import { forgotPage } from './views/forgot.js';
import { logInPage } from './views/log-in.js';
import { registerPage } from './views/register.js';

class Accounts implements Section {
  readonly #register: Register;
  readonly #forgot: Forgot;
  readonly #logIn: LogIn;
  readonly #chosen: ChosenPassword;
  readonly #own: OwnAccount;

  constructor(private readonly app: App) {
    this.#register = new Register(app);
    this.#forgot = new Forgot(app);
    this.#logIn = new LogIn(app);
    this.#chosen = new ChosenPassword(app);
    this.#own = new OwnAccount(app);
  }

  async enter(route: Route): Promise<void> {
    switch (route.name) {
      case 'register':
        this.#register.enter();
        break;
      case 'forgot':
        this.#forgot.enter();
        break;
      case 'activate':
      case 'reset':
        this.#chosen.enter();
        break;
      case 'account':
        await this.#own.enter();
    }
  }

  view({ name }: Route): View {
    switch (name) {
      case 'register':
        return registerPage(this.app, this.#register);
      case 'forgot':
        return forgotPage(this.app, this.#forgot);
      case 'login':
        return logInPage(this.app, this.#logIn);
      case 'activate':
      case 'reset':
        return choosePasswordPage(this.app, this.#chosen, name);
      case 'account':
        return accountPage(this.app, this.#own);
      default:
        return nothing;
    }
  }

  title({ name }: Route): string {
    const done = (name === 'register' && this.#register.sentTo !== undefined) || (name === 'forgot' && this.#forgot.sent);
    return t(done ? 'mail.title' : `${name}.title`);
  }

  async leave(): Promise<void> {
    this.#register.leave();
    this.#forgot.leave();
    this.#chosen.leave();
    this.#logIn.clear('password');
  }
}

export const open = (app: App): Section => new Accounts(app);
