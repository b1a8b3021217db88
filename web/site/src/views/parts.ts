// What several pages are made of.
import { html, nothing, type TemplateResult } from 'lit-html';
import type { App } from '../app.js';
import { problemText, type Problem } from '../problems.js';
import { t } from '../texts.js';

export type View = TemplateResult | typeof nothing;

/** The hotline (客服专线), from the service's own page. */
export const hotline = '010-58103599';

export const hotlineLink = (): View => html`<a class="tel" href="tel:+86-${hotline}">${hotline}</a>`;

/** Always there when something is wrong, even one thing; the focus is moved to it. */
export function errorSummary(problems: readonly Problem[]): View {
  if (problems.length === 0) {
    return nothing;
  }
  return html`<section class="summary" id="problems" tabindex="-1" aria-labelledby="problems-title">
    <div role="alert">
      <h2 id="problems-title">${t('problem.title')}</h2>
      <ul>
        ${problems.map((problem) => html`<li>${problem.field === undefined ? problemText(problem) : linked(problem, problem.field)}</li>`)}
      </ul>
    </div>
  </section>`;
}

// A link to a field would otherwise be taken for another page of the site.
function linked(problem: Problem, field: string): View {
  const focus = (event: Event) => {
    event.preventDefault();
    document.getElementById(field)?.focus();
  };
  return html`<a href="#${field}" @click=${focus}>${problemText(problem)}</a>`;
}

export function notice(app: App): View {
  const expired = app.session?.certificate?.expired ? html`<div class="notice" id="expired-certificate"><p>${t('notice.expired_certificate')}</p></div>` : nothing;
  return html`${expired} ${app.notice ? html`<div class="notice" role="status"><p>${t(app.notice)}</p></div>` : nothing}`;
}

/** One line of a summary list. */
export const row = (label: string, value: unknown, action: View = nothing): TemplateResult =>
  html`<div class="row"><dt>${label}</dt><dd>${value}</dd>${action === nothing ? nothing : html`<dd class="action">${action}</dd>`}</div>`;

export function loading(): View {
  return html`<p class="loading" role="status">${t('loading')}</p>`;
}

/** What is fetched on demand did not come. */
export const notFetched = (again: () => void): View =>
  html`<div class="not-fetched">
    <p role="alert">${t('load.failed')}</p>
    <button type="button" class="secondary" @click=${again}>${t('action.again')}</button>
  </div>`;
