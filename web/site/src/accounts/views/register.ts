import { html, nothing } from 'lit-html';
import type { App } from '../../app.js';
import { problemText } from '../../problems.js';
import { t } from '../../texts.js';
import { plainForm, radioField, submitButton, textField, type Field } from '../../views/fields.js';
import { errorSummary, notice, type View } from '../../views/parts.js';
import { licenceKinds, type Register, type RegisterField } from '../register.js';
import { mailPage } from './mail.js';
import { proofPanel } from './proof.js';

export function registerPage(app: App, register: Register): View {
  if (register.sentTo !== undefined) {
    return mailPage(t('mail.activation', { email: register.sentTo }), 'activation', html`<a href="/login">${t('login.link')}</a>`);
  }
  const kind = register.value('licenceKind');
  const field = (id: RegisterField, more: Partial<Field> = {}): Field => ({
    id,
    label: t(`register.${id}`),
    value: register.value(id),
    problems: register.problemsOf(id),
    set: (value) => register.set(id, value),
    ...more,
  });
  return html`${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${t('register.title')}</h1>
    <p class="lead">${t('register.lead')}</p>
    <p class="measure">${t('register.renewal')} <a href="/file/renewal">${t('business.renewal')}</a></p>
    ${plainForm(
      () => void register.submit(),
      html`
        ${textField(field('uscc', { hint: t('login.uscc.hint'), short: true, told: code(register) }))}
        ${textField(field('enterprise', { autocomplete: 'organization' }))}
        ${radioField(field('licenceKind', { hint: t('register.licenceKind.hint') }), licenceKinds.map((value) => ({ value, label: t(`licence.${value}`) })))}
        ${textField(field('login', { hint: kind === '' ? t('register.login.hint') : t(`licence.${kind}.login`), autocomplete: 'username' }))}
        ${textField(field('userName', { hint: t('register.userName.hint'), autocomplete: 'name', short: true }))}
        ${textField(field('email', { hint: t('register.email.hint'), autocomplete: 'email', inputmode: 'email' }))}
        ${textField(field('mobile', { autocomplete: 'tel', inputmode: 'tel', short: true }))}
        ${proofPanel(register.proof)} ${submitButton(t('register.submit'), register.busy)}
      `,
    )}
    <p>${t('register.have')} <a href="/login">${t('login.link')}</a></p>`;
}

/** What the core says of the enterprise code so far: nothing until it is long enough to be judged. */
function code(register: Register): View {
  const { uscc } = register;
  const typed = register.value('uscc').replace(/[\s-]/g, '');
  if (!uscc || typed.length < 18) {
    return html`${uscc ? t('register.uscc.count', { count: typed.length }) : ''}`;
  }
  const wrong = uscc.errors.filter(({ severity }) => severity === 'error');
  if (wrong.length === 0) {
    return html`<span class="good"><span aria-hidden="true">✓ </span>${t('register.uscc.good')}</span>`;
  }
  const said = register.problemsOf('uscc').some(({ code }) => code === wrong[0]!.code);
  return html`${said ? nothing : html`<span class="bad">${problemText(wrong[0]!)}</span>`}
    ${uscc.suggestion === undefined
      ? nothing
      : html`<button type="button" class="link" @click=${() => register.useSuggestion()}>${t('register.uscc.suggestion', { code: uscc.suggestion })}</button>`}`;
}
