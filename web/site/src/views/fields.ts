// Plain fields, in the manner of <ekey-form>: label, hint, what is wrong, the box.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { problemText, type Problem } from '../problems.js';
import { t } from '../texts.js';
import type { View } from './parts.js';

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: unknown;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly set: (value: string) => void;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  readonly short?: boolean;
  /** What is told below the box, as it is typed. */
  readonly told?: View;
}

export function textField({ id, label, hint, value, problems, set, autocomplete, inputmode, short, told }: Field, type = 'text', button: View = nothing): View {
  const described = [hint === undefined ? '' : `${id}-hint`, problems.length > 0 ? `${id}-errors` : '', told === undefined ? '' : `${id}-told`].filter((name) => name !== '');
  return html`<div class="ekey-field ${problems.length > 0 ? 'ekey-wrong' : ''}">
    <label for=${id}>${label}</label>
    ${hint === undefined ? nothing : html`<div class="ekey-hint" id="${id}-hint">${hint}</div>`} ${wrong(id, problems)}
    <div class="field-row">
      <input id=${id} name=${id} type=${type} class=${short ? 'short' : ''} .value=${live(value)} maxlength="254" spellcheck="false"
        autocapitalize="none" autocomplete=${autocomplete ?? 'off'} inputmode=${inputmode ?? nothing} aria-describedby=${described.join(' ') || nothing}
        aria-invalid=${problems.length > 0 ? 'true' : nothing} @input=${(event: Event) => set((event.target as HTMLInputElement).value)} />${button}
    </div>
    ${told === undefined ? nothing : html`<div class="told" id="${id}-told" role="status">${told}</div>`}
  </div>`;
}

/** `shown`: in plain characters, which spares mistakes where nobody looks over one's shoulder. */
export function passwordField(field: Field, shown: boolean, toggle: () => void): View {
  const button = html`<button type="button" class="secondary" aria-pressed=${shown} aria-controls=${field.id} @click=${toggle}>${t(shown ? 'password.hide' : 'password.show')}</button>`;
  return textField(field, shown ? 'text' : 'password', button);
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export function radioField({ id, label, hint, value, problems, set }: Field, choices: readonly Choice[]): View {
  return html`<fieldset class="ekey-field choices ${problems.length > 0 ? 'ekey-wrong' : ''}" aria-describedby=${problems.length > 0 ? `${id}-errors` : nothing}>
    <legend>${label}</legend>
    ${hint === undefined ? nothing : html`<div class="ekey-hint">${hint}</div>`} ${wrong(id, problems)}
    ${choices.map(
      (choice, index) => html`<label class="choice">
        <input type="radio" name=${id} id=${index === 0 ? id : `${id}-${choice.value}`} value=${choice.value} .checked=${live(value === choice.value)} @change=${() => set(choice.value)} />
        <span>${choice.label}${choice.hint === undefined ? nothing : html`<br /><span class="muted">${choice.hint}</span>`}</span>
      </label>`,
    )}
  </fieldset>`;
}

const wrong = (id: string, problems: readonly Problem[]): View =>
  problems.length === 0 ? nothing : html`<div id="${id}-errors">${problems.map((problem) => html`<p class="ekey-problem"><span class="unseen">${t('problem.prefix')}</span>${problemText(problem)}</p>`)}</div>`;

/** A form that the portal judges: nothing is demanded by the browser. */
export const plainForm = (submit: () => void, content: unknown): View =>
  html`<form class="plain" novalidate @submit=${(event: Event) => (event.preventDefault(), submit())}>${content}</form>`;

export const submitButton = (label: string, busy: boolean): View =>
  html`<p class="submit-row"><button class="primary" aria-disabled=${busy}>${busy ? t('action.sending') : label}</button></p>`;
