import { html } from 'lit-html';
import type { App } from '../../app.js';
import { t } from '../../texts.js';
import { plainForm, submitButton, textField } from '../../views/fields.js';
import { errorSummary, notice, type View } from '../../views/parts.js';
import type { Forgot } from '../forgot.js';
import { mailPage } from './mail.js';
import { proofPanel } from './proof.js';

export function forgotPage(app: App, forgot: Forgot): View {
  if (forgot.sent) {
    return mailPage(t('mail.reset'), 'reset', html`<a href="/login">${t('login.link')}</a>`);
  }
  const field = (id: 'uscc' | 'login', hint: string, autocomplete: string) =>
    textField({ id, label: t(`login.${id}`), hint, value: forgot.value(id), problems: forgot.problemsOf(id), set: (value) => forgot.set(id, value), autocomplete, short: id === 'uscc' });
  return html`${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${t('forgot.title')}</h1>
    <p class="lead">${t('forgot.lead')}</p>
    ${plainForm(
      () => void forgot.submit(),
      html`${field('uscc', t('login.uscc.hint'), 'off')} ${field('login', t('forgot.login.hint'), 'username')} ${proofPanel(forgot.proof)}
        ${submitButton(t('forgot.submit'), forgot.busy)}`,
    )}
    <p><a href="/login">${t('action.back_to_login')}</a></p>`;
}
