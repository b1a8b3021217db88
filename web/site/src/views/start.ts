import { html, nothing } from 'lit-html';
import type { App } from '../app.js';
import { anyKept } from '../drafts.js';
import { t } from '../texts.js';
import { keyPanel } from './key-panel.js';
import { errorSummary, notice, steps, type View } from './parts.js';

/** What to have ready, and the log-in with the key. */
export function start(app: App): View {
  return html`
    ${steps(app, 'start')} ${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${t('start.title')}</h1>
    <p class="lead">${t('start.lead')}</p>
    ${app.key.problems.length > 0 ? nothing : ready()}
    ${anyKept() ? kept(app) : nothing} ${app.session ? goOn() : logIn(app)}
  `;
}

// Not shown once something went wrong: then what to do about that comes first.
const ready = (): View => html`<h2>${t('start.ready')}</h2>
  <ul class="ready">
    ${['key', 'helper', 'licence'].map((name) => html`<li><strong>${t(`start.ready.${name}`)}</strong><span>${t(`start.ready.${name}.text`)}</span></li>`)}
  </ul>`;

const goOn = (): View => html`<p><a class="button primary" href="/renewal/enterprise">${t('action.continue')}</a></p>`;

function logIn(app: App): View {
  const { origin } = app.info ?? {};
  if (origin !== undefined && origin !== location.origin) {
    const here = `${origin}/renewal`;
    return html`<div class="notice"><p>${t('start.other_origin')} <a href=${here}>${here}</a></p></div>`;
  }
  return html`<h2>${t('start.login')}</h2>
    <p class="measure">${t('start.login.text')}</p>
    ${keyPanel(app, t('action.login'), () => app.login())}`;
}

function kept(app: App): View {
  return html`<div class="notice kept">
    <p>${t('draft.waiting')}</p>
    <button type="button" class="link" id="forget" @click=${() => app.forgetDraft()}>${t('draft.forget')}</button>
  </div>`;
}
