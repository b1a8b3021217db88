import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Answer, EkeyError } from '../../index.js';
import type { ItemNode } from '../shown-tree.js';
import type { FormView, View } from './view.js';

export const asksToConfirm = ({ params }: EkeyError): boolean => params['confirm'] === true || params['confirmed'] === true;

/**
 * Always there when something is wrong, even one thing; the focus is moved to it, which is what a screen reader tells: it is no live
 * region, or every correction would have the rest of it read anew.
 * @param places what stands where, and on which page when it is not this one
 */
export function errorSummary(view: FormView, places: (pointer: string) => { readonly node: ItemNode; readonly page?: string } | undefined): View {
  const errors = view.model.errors.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return nothing;
  }
  const line = (error: EkeyError) => {
    const place = places(error.pointer);
    const words = view.wording.error(error, place?.node.item);
    if (!place) {
      return html`<li>${words}</li>`;
    }
    const follow = (event: Event) => {
      event.preventDefault();
      if (place.page === undefined) {
        view.acts.focus(focusable(place.node));
      } else {
        view.acts.go(place.page, error.pointer, true);
      }
    };
    return html`<li><a href="#${focusable(place.node)}" @click=${follow}>${words}</a></li>`;
  };
  return html`<section class="ekey-summary" id="ekey-errors" tabindex="-1" aria-labelledby="ekey-errors-title">
    <h2 id="ekey-errors-title">${view.wording.say('errors.title')}</h2>
    <ul>
      ${errors.map(line)}
    </ul>
  </section>`;
}

/** Where the focus goes that is led to an item: its field, the first of several, or the frame around it. */
export function focusable({ item, id }: ItemNode): string {
  if (item.readonly || item.type === 'group' || item.type === 'repeat') {
    return `${id}_frame`;
  }
  return id;
}

/** What is said at an item, in the words of the summary; `undefined` errors would be none. */
export function problems(view: FormView, { item, id }: ItemNode): View {
  const errors = view.errorsAt(item.pointer);
  if (errors.length === 0) {
    return nothing;
  }
  return html`<div id="${id}_errors">${errors.map((error, at) => problem(view, error, item.value ?? null, `${id}_confirm${at}`, item))}</div>`;
}

function problem(view: FormView, error: EkeyError, value: Answer, id: string, item: ItemNode['item']): View {
  const wrong = error.severity === 'error' && !asksToConfirm(error);
  const prefix = view.wording.say(wrong ? 'error.prefix' : 'warning.prefix');
  const words = html`<p class=${wrong ? 'ekey-problem' : 'ekey-warning'}><span class="ekey-unseen">${prefix}</span>${view.wording.error(error, item)}</p>`;
  if (!asksToConfirm(error)) {
    return words;
  }
  const confirm = (event: Event) => {
    view.model.confirm(error, (event.target as HTMLInputElement).checked, value);
    view.update();
  };
  return html`${words}
    <div class="ekey-choice">
      <input type="checkbox" id=${id} .checked=${live(error.params['confirmed'] === true)} @change=${confirm} />
      <label for=${id}>${view.wording.say('confirm')}</label>
    </div>`;
}
