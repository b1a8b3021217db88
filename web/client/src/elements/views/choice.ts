import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Answer } from '../../index.js';
import type { ItemNode } from '../shown-tree.js';
import { problems } from './errors.js';
import { framed, hinted, optional } from './field.js';
import { names, type FormView, type View } from './view.js';

/** More than these are shown as a list that opens. */
export const radiosMost = 7;

export function choiceField(view: FormView, node: ItemNode): View {
  const { item } = node;
  const values = item.type === 'boolean' ? ['true', 'false'] : (item.choices ?? []);
  const appearance = view.layoutOf(item).appearance ?? (values.length > radiosMost ? 'select' : 'radios');
  return appearance === 'select' ? select(view, node, values) : radios(view, node, values);
}

const answerOf = ({ item }: ItemNode, value: string): Answer => (item.type === 'boolean' ? (value === '' ? null : value === 'true') : value);

function radios(view: FormView, node: ItemNode, values: readonly string[]): View {
  const { item, id } = node;
  const options = values.map((value, at) => {
    const own = at === 0 ? id : `${id}_${at}`; // a link of the summary leads to the first
    const chosen = () => (view.model.choose(item.pointer, answerOf(node, value)), view.update());
    return html`<div class="ekey-choice">
      <input type="radio" id=${own} name=${id} value=${value} .checked=${live(String(item.value ?? '') === value)} @change=${chosen} />
      <label for=${own}>${view.wording.choice(item, value)}</label>
    </div>`;
  });
  return framed(view, node, several(view, node, options));
}

export function choicesField(view: FormView, node: ItemNode): View {
  const { item, id } = node;
  const chosen = Array.isArray(item.value) ? item.value.map(String) : [];
  const options = (item.choices ?? []).map((value, at) => {
    const own = at === 0 ? id : `${id}_${at}`;
    const toggled = (event: Event) => {
      const others = chosen.filter((one) => one !== value);
      const all = (event.target as HTMLInputElement).checked ? [...others, value] : others;
      view.model.choose(item.pointer, (item.choices ?? []).filter((one) => all.includes(one)));
      view.update();
    };
    return html`<div class="ekey-choice">
      <input type="checkbox" id=${own} value=${value} .checked=${live(chosen.includes(value))} @change=${toggled} />
      <label for=${own}>${view.wording.choice(item, value)}</label>
    </div>`;
  });
  return framed(view, node, several(view, node, options));
}

function several(view: FormView, node: ItemNode, options: readonly View[]): View {
  const { item, id } = node;
  const hint = view.wording.hint(item);
  const described = names(hint !== undefined && `${id}_hint`, view.errorsAt(item.pointer).length > 0 && `${id}_errors`);
  return html`<fieldset class="ekey-choices" aria-describedby=${described}>
    <legend>${view.wording.label(item)}${optional(view, node)}</legend>
    ${hinted(node, hint)} ${problems(view, node)} ${options}
  </fieldset>`;
}

function select(view: FormView, node: ItemNode, values: readonly string[]): View {
  const { item, id } = node;
  const hint = view.wording.hint(item);
  const value = String(item.value ?? '');
  const described = names(hint !== undefined && `${id}_hint`, view.errorsAt(item.pointer).length > 0 && `${id}_errors`);
  const chosen = (event: Event) => (view.model.choose(item.pointer, answerOf(node, (event.target as HTMLSelectElement).value)), view.update());
  return framed(view, node, html`<label for=${id}>${view.wording.label(item)}${optional(view, node)}</label>
    ${hinted(node, hint)} ${problems(view, node)}
    <select id=${id} aria-describedby=${described} aria-invalid=${view.isWrong(item.pointer) ? 'true' : nothing} @change=${chosen}>
      <option value="" .selected=${live(!values.includes(value))}>${view.wording.say('choose')}</option>
      ${values.map((one) => html`<option value=${one} .selected=${live(one === value)}>${view.wording.choice(item, one)}</option>`)}
    </select>`);
}
