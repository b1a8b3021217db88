// Choosing a password: with a mail's token, or when one is logged in.
import type { App } from '../app.js';
import { portal } from '../portal.js';
import type { Problem } from '../problems.js';
import { Sheet } from './sheet.js';

/** What the portal demands at least; it refuses common ones too. */
export const leastCharacters = 12;

const wrongPassword = (password: string): Problem[] =>
  password !== '' && [...password].length < leastCharacters ? [{ code: 'password.short', params: { least: leastCharacters }, field: 'password' }] : [];

/** With the token of a mail, which stands behind the # of its link: no server log ever sees it. */
export class ChosenPassword extends Sheet<'password'> {
  token = '';
  shown = false;
  done = false;

  constructor(app: App) {
    super(app, ['password']);
  }

  enter(): void {
    const token = location.hash.slice(1);
    if (token !== '') {
      this.token = token;
      this.done = false;
      this.clear('password');
      history.replaceState(null, '', location.pathname); // it shall not stay in the history
    }
  }

  leave(): void {
    this.token = '';
    this.done = false;
    this.clear('password');
  }

  async submit(): Promise<void> {
    const wrong = [...this.blanks(), ...wrongPassword(this.value('password'))];
    const taken = await this.send(wrong, () => portal.choosePassword({ token: this.token, password: this.value('password') }));
    if (taken) {
      this.clear('password');
      this.token = '';
      this.done = true;
      this.app.update();
      this.app.screen.arrive('');
    }
  }
}

export class ChangedPassword extends Sheet<'current' | 'password'> {
  shown = false;

  constructor(app: App) {
    super(app, ['current', 'password']);
  }

  async submit(): Promise<boolean> {
    const wrong = [...this.blanks(), ...wrongPassword(this.value('password'))];
    const taken = await this.send(wrong, () => portal.changePassword({ current: this.value('current'), password: this.value('password') }));
    if (taken) {
      this.clear('current', 'password');
    }
    return taken;
  }
}
