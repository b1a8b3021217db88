import { html, nothing } from 'lit-html';
import type { LogIn } from '../../accounts/log-in.js';
import { logInPanel } from '../../accounts/views/log-in.js';
import type { App } from '../../app.js';
import { traitsOf, type Business } from '../../guides.js';
import { pathTo, resumePage } from '../../router.js';
import { briefMomentText, t } from '../../texts.js';
import { errorSummary, loading, notice, type View } from '../../views/parts.js';
import type { Start } from '../start.js';
import { steps } from './steps.js';

/** What to have ready, the log-in, and what has been begun already. */
export function startPage(app: App, start: Start, logIn: LogIn, business: Business): View {
  const name = t(`business.${business}`);
  return html`
    ${steps([], 'start')} ${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${business === 'renewal' ? t('start.title') : t('start.of', { business: name })}</h1>
    <p class="lead">${t(business === 'renewal' ? 'start.lead' : 'start.lead.of')}</p>
    ${app.key.problems.length > 0 ? nothing : ready(business)} ${app.loading ? loading() : app.session ? begin(app, start, business) : who(app, logIn, business)}
  `;
}

// Not shown once something went wrong: then what to do about that comes first.
function ready(business: Business): View {
  const { by, materials } = traitsOf(business);
  const names = [
    ...(by.length === 1 && by[0] === 'key' ? ['key', 'helper'] : [by.length > 1 ? 'either' : 'account']),
    ...(business === 'renewal' ? ['licence'] : materials ? ['six'] : business === 'mobileAuthorisation' ? [] : ['papers']),
  ];
  return html`<h2>${t('start.ready')}</h2>
    <ul class="ready">
      ${names.map((name) => html`<li><strong>${t(`start.ready.${name}`)}</strong><span>${t(`start.ready.${name}.text`)}</span></li>`)}
    </ul>
    <p><a href="/guides/${business}">${t('entrance.guide', { business: t(`business.${business}`) })}</a></p>`;
}

function who(app: App, logIn: LogIn, business: Business): View {
  const { by } = traitsOf(business);
  return html`<h2>${t('start.login')}</h2>
    ${logInPanel(app, logIn, by)} ${by.includes('password') ? html`<p class="measure after-login">${t('login.none')} <a href="/register">${t('register.link')}</a></p>` : nothing}`;
}

function begin(app: App, start: Start, business: Business): View {
  if (!start.allowed(business)) {
    const [needed] = traitsOf(business).by;
    const logOut = html`<button type="button" class="primary" @click=${() => app.logout()}>${t('action.logout')}</button>`;
    if (app.session?.certificate?.expired) {
      return html`<p>${logOut}</p>`; // why stands above
    }
    return html`<div class="notice"><p>${t(app.session?.role === 'enterprise' ? `business.needs_${needed === 'key' ? 'key' : 'account'}` : 'session.role')}</p></div>
      <p class="actions">${logOut} <a href="/account">${t('account.link')}</a></p>`;
  }
  const button = (label: string, kind: string) =>
    html`<button type="button" class=${kind} id="begin" aria-disabled=${start.beginning} @click=${() => start.begin(business)}>${label}</button>`;
  if (start.begun.length === 0) {
    return html`<p>${button(t('start.begin'), 'primary')}</p>`;
  }
  return html`<h2>${t('start.begun')}</h2>
    <ul class="begun">
      ${start.begun.map(
        ({ filing, number, changedAt }) => html`<li>
          <a class="button primary" href=${pathTo.page(filing, resumePage)}>${t('filings.go_on')}<span class="unseen"> ${number}</span></a>
          <span><span class="code">${number}</span><br /><span class="muted">${t('start.changed', { at: briefMomentText(changedAt) })}</span></span>
        </li>`,
      )}
    </ul>
    <p>${button(t('start.another'), 'secondary')}</p>`;
}
