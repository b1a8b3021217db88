// One's own account: the sessions that are open, and the password.
import { html, nothing } from 'lit-html';
import type { App } from '../../app.js';
import type { SessionEntry } from '../../portal.js';
import { briefMomentText, t } from '../../texts.js';
import { passwordField, plainForm, submitButton } from '../../views/fields.js';
import { errorSummary, loading, row, type View } from '../../views/parts.js';
import type { OwnAccount } from '../own-account.js';
import { passwordRules } from './choose-password.js';

export function accountPage(app: App, own: OwnAccount): View {
  const { session } = app;
  return html`${errorSummary(app.problems)}
    ${app.notice ? html`<div class="notice" role="status" id="notice" tabindex="-1"><p>${t(app.notice)}</p></div>` : nothing}
    <h1 tabindex="-1">${t('account.title')}</h1>
    ${session ? who(app) : nothing}
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">${t('account.sessions')}</h2>
      <p class="measure">${t('account.sessions.text')}</p>
      ${own.sessions ? sessions(own, own.sessions) : app.problems.length > 0 ? nothing : loading()}
    </section>
    ${session?.account ? changePassword(app, own) : nothing}`;
}

function who(app: App): View {
  const { enterprise, account, certificate, role } = app.session!;
  return html`<dl class="rows">
    ${enterprise ? html`${row(t('register.enterprise'), enterprise.name)} ${row(t('login.uscc'), enterprise.uscc)}` : row(t('account.role'), t(`role.${role}`))}
    ${account ? html`${row(t('login.login'), account.login)} ${row(t('register.email'), account.email)}` : nothing}
    ${certificate ? html`${row(t('record.serial'), certificate.serial)} ${row(t('account.validity'), t('key.validity', { from: certificate.notBefore, to: certificate.notAfter }))}` : nothing}
  </dl>`;
}

function sessions(own: OwnAccount, all: readonly SessionEntry[]): View {
  return html`<ul class="sessions">
      ${all.map(
        ({ id, current, by, createdAt, seenAt, agent, address }) => html`<li>
          <p>
            <strong>${browserOf(agent)}</strong> ${current ? html`<span class="tag tag-open">${t('account.this')}</span>` : nothing}<br />
            ${t(`login.by.${by}`)} · ${address}<br />
            <span class="muted">${t('account.times', { from: briefMomentText(createdAt), seen: briefMomentText(seenAt) })}</span>
          </p>
          ${current ? nothing : html`<button type="button" class="secondary" @click=${() => own.end(id)}>${t('account.end')}<span class="unseen"> ${browserOf(agent)} ${address}</span></button>`}
        </li>`,
      )}
    </ul>
    ${all.length > 1 ? html`<button type="button" class="secondary" id="end-others" @click=${() => own.endOthers()}>${t('account.end_others')}</button>` : nothing}`;
}

// The first that a user agent's string holds: Edge calls itself Chrome too, and Chrome Safari; Android is a Linux.
const browsers = { Edg: 'Edge', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' };
const systems = { Windows: 'Windows', Android: 'Android', iPhone: 'iPhone', iPad: 'iPad', 'Mac OS X': 'macOS', Linux: 'Linux' };

/** "Firefox, Windows", as far as the user agent's string tells; else the string itself. */
function browserOf(agent: string): string {
  const named = (names: Readonly<Record<string, string>>) => Object.entries(names).find(([part]) => agent.includes(part))?.[1];
  const found = [named(browsers), named(systems)].filter((name) => name !== undefined);
  return found.length > 0 ? found.join(', ') : agent || t('account.unknown_browser');
}

function changePassword(app: App, own: OwnAccount): View {
  const { password } = own;
  const toggle = () => {
    password.shown = !password.shown;
    app.update();
  };
  const field = (id: 'current' | 'password', more: { readonly autocomplete: string; readonly hint?: unknown }) =>
    passwordField({ id, label: t(id === 'current' ? 'password.present' : 'password.new'), value: password.value(id), problems: password.problemsOf(id), set: (value) => password.set(id, value), ...more }, password.shown, toggle);
  return html`<section aria-labelledby="password-title">
    <h2 id="password-title">${t('account.password')}</h2>
    <p class="measure">${t('account.password.text')}</p>
    ${plainForm(
      () => void own.changePassword(),
      html`${field('current', { autocomplete: 'current-password' })} ${field('password', { autocomplete: 'new-password', hint: passwordRules() })}
        ${submitButton(t('account.password.submit'), password.busy)}`,
    )}
  </section>`;
}
