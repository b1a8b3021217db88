// One page of the form, as its definition has it.
import { html, nothing } from 'lit-html';
import type { App } from '../app.js';
import { next, type } from '../fill.js';
import type { Filing } from '../filing.js';
import type { Item } from '../form.js';
import { problemText, type Problem } from '../problems.js';
import { dateText, firstKnown, t, timeText } from '../texts.js';
import { materialField } from './material.js';
import { errorSummary, notice, row, steps, type View } from './parts.js';

export function page(app: App, filing: Filing, name: string): View {
  const items = filing.itemsOf(name);
  const facts = items.filter(({ readonly }) => readonly);
  const submit = (event: Event) => {
    event.preventDefault();
    void next(app, name);
  };
  return html`
    ${steps(app, name)} ${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${t(`page.${name}.title`)}</h1>
    <p class="lead">${t(`page.${name}.lead`)}</p>
    <form novalidate @submit=${submit}>
      ${facts.length > 0 ? html`<dl class="rows">${facts.map((item) => row(t(`item.${item.id}.label`), readonlyText(filing, item)))}</dl>` : nothing}
      ${items.filter(({ readonly }) => !readonly).map((item) => field(app, filing, item))}
      <div class="actions">
        <button class="primary" id="continue">${t(facts.length === items.length ? 'action.confirm' : 'action.continue')}</button>
        <a href=${back(filing, name)}>${t('action.back')}</a>
      </div>
    </form>
    ${saved(filing)}
  `;
}

/** An answer that comes from the certificate, as people read it. */
export function readonlyText(filing: Filing, item: Item): string {
  const value = filing.value(item);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dateText(value) : value;
}

function field(app: App, filing: Filing, item: Item): View {
  const problem = app.problems.find((one) => one.item === item.id);
  return item.type === 'material' ? materialField(app, filing, item, problem) : textField(app, filing, item, problem);
}

/** How a browser helps with an answer, by the check that the rules make of it. */
const entry: Record<string, { mode: string; fill: string }> = {
  mobile: { mode: 'tel', fill: 'tel' },
  email: { mode: 'email', fill: 'email' },
  personName: { mode: 'text', fill: 'name' },
};

function textField(app: App, filing: Filing, item: Item, problem: Problem | undefined): View {
  const { id } = item;
  const { mode, fill } = entry[item.check ?? ''] ?? { mode: 'text', fill: 'off' };
  const hint = firstKnown(`item.${id}.hint`);
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return html`<div class="field ${problem ? 'wrong' : ''}">
    <label for=${id}>${t(`item.${id}.label`)}${item.required ? nothing : html` <span class="muted">${t('field.optional')}</span>`}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${t(hint)}</p>` : nothing} ${problem ? fieldProblem(id, problem) : nothing}
    <input
      class="input-${mode}"
      id=${id}
      name=${id}
      type="text"
      inputmode=${mode}
      autocomplete=${fill}
      spellcheck="false"
      aria-describedby=${described || nothing}
      aria-invalid=${problem ? 'true' : nothing}
      .value=${filing.value(item)}
      @input=${(event: Event) => type(app, id, (event.target as HTMLInputElement).value)}
    />
  </div>`;
}

export const fieldProblem = (id: string, problem: Problem): View =>
  html`<p class="problem" id="${id}-problem"><span class="unseen">${t('problem.prefix')}</span>${problemText(problem)}</p>`;

function back(filing: Filing, name: string): string {
  const before = filing.pages[filing.pages.indexOf(name) - 1];
  return before ? `/renewal/${before}` : '/renewal';
}

export function saved(filing: Filing): View {
  if (!filing.kept) {
    return html`<p class="saved">${t('draft.not_kept')}</p>`;
  }
  return filing.savedAt ? html`<p class="saved">${t('draft.saved', { time: timeText(filing.savedAt) })}</p>` : nothing;
}
