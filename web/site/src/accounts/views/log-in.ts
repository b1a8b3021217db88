// The log-in, on its own page and where a business is begun.
import { html, nothing } from 'lit-html';
import type { App } from '../../app.js';
import type { Manner } from '../../guides.js';
import { language, t } from '../../texts.js';
import { passwordField, plainForm, submitButton, textField } from '../../views/fields.js';
import { keyPanel } from '../../views/key-panel.js';
import { errorSummary, notice, type View } from '../../views/parts.js';
import { licenceKinds } from '../register.js';
import { tabs } from '../../views/tabs.js';
import type { LogIn } from '../log-in.js';

export const logInPage = (app: App, logIn: LogIn): View => html`${errorSummary(app.problems)} ${notice(app)}
  <h1 tabindex="-1">${t('login.title')}</h1>
  ${logInPanel(app, logIn, ['password', 'key'])}
  <p class="measure after-login">${t('login.none')} <a href="/register">${t('register.link')}</a></p>`;

/** `by`: the manners that will do. */
export function logInPanel(app: App, logIn: LogIn, by: readonly Manner[]): View {
  const { origin } = app.info ?? {};
  if (origin !== undefined && origin !== location.origin) {
    const here = origin + location.pathname;
    return html`<div class="notice"><p>${t('start.other_origin')} <a href=${here}>${here}</a></p></div>`;
  }
  const panel = (manner: Manner) => (manner === 'key' ? byKey(app, logIn) : byPassword(app, logIn));
  if (by.length === 1) {
    return panel(by[0]!);
  }
  return tabs({ name: 'login', label: t('login.title'), all: by, open: logIn.by, choose: (manner) => logIn.open(manner), text: (manner) => t(`login.by.${manner}`), panel });
}

function byPassword(app: App, logIn: LogIn): View {
  const field = (id: 'uscc' | 'login', hint: unknown, autocomplete: string) =>
    textField({ id, label: t(`login.${id}`), hint, value: logIn.value(id), problems: logIn.problemsOf(id), set: (value) => logIn.set(id, value), autocomplete, short: id === 'uscc' });
  return plainForm(
    () => void logIn.byPassword(),
    html`${field('uscc', t('login.uscc.hint'), 'off')} ${field('login', loginHints(), 'username')}
      ${passwordField(
        {
          id: 'password',
          label: t('login.password'),
          value: logIn.value('password'),
          problems: logIn.problemsOf('password'),
          set: (value) => logIn.set('password', value),
          autocomplete: 'current-password',
        },
        logIn.shown,
        () => {
          logIn.shown = !logIn.shown;
          app.update();
        },
      )}
      ${submitButton(t('login.submit'), logIn.busy)}
      <p><a href="/forgot">${t('forgot.link')}</a></p>`,
  );
}

/** In the words of the former system, which people know; the English ones stand beside them. */
const loginHints = (): View => html`${licenceKinds.map(
  (kind) => html`<span class="login-hint">${language() === 'en' ? html`${t(`licence.${kind}`)}: ` : nothing}${t(`licence.${kind}.login`)}</span>`,
)}`;

const byKey = (app: App, logIn: LogIn): View => html`<p class="measure">${t('start.login.text')}</p>
  ${keyPanel(app, t('action.login'), () => void logIn.byKey())}`;
