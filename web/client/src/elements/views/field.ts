import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ItemNode } from '../shown-tree.js';
import { choiceField, choicesField } from './choice.js';
import { problems } from './errors.js';
import { materialField } from './material.js';
import { names, type FormView, type View } from './view.js';

/** An item that is answered. */
export function field(view: FormView, node: ItemNode): View {
  switch (node.item.type) {
    case 'boolean':
    case 'choice':
      return choiceField(view, node);
    case 'choices':
      return choicesField(view, node);
    case 'material':
      return materialField(view, node);
    default:
      return textField(view, node);
  }
}

/** Around what answers an item: a mark where it is wrong. */
export const framed = (view: FormView, { item }: ItemNode, inside: unknown): View =>
  html`<div class="ekey-field ${view.isWrong(item.pointer) ? 'ekey-wrong' : ''}">${inside}</div>`;

export const optional = (view: FormView, { item }: ItemNode): View =>
  item.required ? nothing : html` <span class="ekey-muted">${view.wording.say('optional')}</span>`;

/** A hint, with its id for aria-describedby. */
export const hinted = ({ id }: ItemNode, hint: string | undefined): View =>
  hint === undefined ? nothing : html`<p class="ekey-hint" id="${id}_hint">${hint}</p>`;

const keyboards = { integer: 'numeric', decimal: 'decimal', date: 'numeric' } as const;

function textField(view: FormView, node: ItemNode): View {
  const { item, id } = node;
  const { pointer, type } = item;
  const layout = view.layoutOf(item);
  const hint = view.wording.hint(item);
  const described = names(hint !== undefined && `${id}_hint`, view.errorsAt(pointer).length > 0 && `${id}_errors`);
  const invalid = view.isWrong(pointer) ? 'true' : nothing;
  const typed = (event: Event) => {
    view.model.type(pointer, (event.target as HTMLInputElement).value);
    view.update();
  };
  const done = () => {
    view.model.commit(pointer);
    view.updateSoon();
  };
  const value = live(view.model.text(pointer, item.value));
  const fill = layout.autocomplete ?? 'off';
  const keyboard = layout.inputmode ?? (type in keyboards ? keyboards[type as keyof typeof keyboards] : nothing);
  const short = layout.appearance === 'short' || type !== 'text' ? 'ekey-short' : '';
  const input =
    layout.appearance === 'long'
      ? html`<textarea id=${id} rows=${layout.rows ?? 5} autocomplete=${fill} inputmode=${keyboard} aria-describedby=${described}
          aria-invalid=${invalid} .value=${value} @input=${typed} @blur=${done}></textarea>`
      : html`<input type="text" id=${id} class=${short} autocomplete=${fill} inputmode=${keyboard} spellcheck="false"
          aria-describedby=${described} aria-invalid=${invalid} .value=${value} @input=${typed} @blur=${done} />`;
  return framed(view, node, html`<label for=${id}>${view.wording.label(item)}${optional(view, node)}</label>
    ${hinted(node, hint)} ${problems(view, node)} ${input}`);
}
