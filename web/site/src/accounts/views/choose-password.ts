import { html } from 'lit-html';
import type { App } from '../../app.js';
import { t } from '../../texts.js';
import { passwordField, plainForm, submitButton } from '../../views/fields.js';
import { errorSummary, type View } from '../../views/parts.js';
import { leastCharacters, type ChosenPassword } from '../password.js';

/** What a password must be, told before it is chosen. */
export const passwordRules = (): View => html`<ul class="password-rules">
  ${['length', 'common', 'phrase'].map((rule) => html`<li>${t(`password.rule.${rule}`, { least: leastCharacters })}</li>`)}
</ul>`;

export function choosePasswordPage(app: App, chosen: ChosenPassword, name: 'activate' | 'reset'): View {
  if (chosen.done) {
    return html`<h1 tabindex="-1">${t(`${name}.done`)}</h1>
      <p class="lead">${t('password.done')}</p>
      <p><a class="button primary" href="/login">${t('login.link')}</a></p>`;
  }
  if (chosen.token === '') {
    return html`<h1 tabindex="-1">${t(`${name}.title`)}</h1>
      <p class="lead">${t('password.no_token')}</p>
      <p><a href=${name === 'activate' ? '/register' : '/forgot'}>${t(name === 'activate' ? 'register.link' : 'forgot.title')}</a></p>`;
  }
  return html`${errorSummary(app.problems)}
    <h1 tabindex="-1">${t(`${name}.title`)}</h1>
    <p class="lead">${t(`${name}.lead`)}</p>
    ${plainForm(
      () => void chosen.submit(),
      html`${passwordField(
        {
          id: 'password',
          label: t('password.new'),
          hint: passwordRules(),
          value: chosen.value('password'),
          problems: chosen.problemsOf('password'),
          set: (value) => chosen.set('password', value),
          autocomplete: 'new-password',
        },
        chosen.shown,
        () => {
          chosen.shown = !chosen.shown;
          app.update();
        },
      )}
      ${submitButton(t(`${name}.submit`), chosen.busy)}`,
    )}
    ${app.problems.some(({ code }) => code.startsWith('account_token.'))
      ? html`<p><a href=${name === 'activate' ? '/register' : '/forgot'}>${t('password.new_mail')}</a></p>`
      : ''}`;
}
