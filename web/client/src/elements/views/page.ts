import { html, nothing } from 'lit-html';
import type { InstanceNode, ItemNode } from '../shown-tree.js';
import { problems } from './errors.js';
import { field } from './field.js';
import { names, type FormView, type View } from './view.js';

/** One page of the form. `before`: the page that a person came from. */
export function page(view: FormView, title: string, tree: readonly ItemNode[], before: string | undefined, buttons: boolean): View {
  const only = tree.length === 1 && tree[0]?.item.type === 'group' && view.wording.of(tree[0].item)?.label === title ? tree[0] : undefined;
  const heading = html`<h1 id="ekey-heading" tabindex="-1">${title}</h1>`;
  const submit = (event: Event) => {
    event.preventDefault();
    view.acts.next();
  };
  const back = () => view.acts.go(before ?? '', undefined, false);
  return html`<form novalidate @submit=${submit}>
    ${only ? group(view, only, heading) : html`${heading} ${items(view, tree)}`}
    ${buttons
      ? html`<div class="ekey-actions">
          <button class="ekey-primary" id="ekey-next">${view.wording.say(isRead(tree) ? 'confirm_page' : 'next')}</button>
          ${before === undefined ? nothing : html`<button type="button" class="ekey-link" id="ekey-back" @click=${back}>${view.wording.say('back')}</button>`}
        </div>`
      : nothing}
  </form>`;
}

/** Nothing on it can be changed. */
const isRead = (tree: readonly ItemNode[]): boolean =>
  tree.length > 0 && tree.every(({ item, inside }) => (item.type === 'group' ? isRead(inside) : item.readonly === true));

/** In document order; what is only read and stands together is one list. */
function items(view: FormView, nodes: readonly ItemNode[]): View {
  const parts: View[] = [];
  for (let at = 0; at < nodes.length; ++at) {
    const node = nodes[at]!;
    if (node.item.type === 'group') {
      parts.push(group(view, node));
    } else if (node.item.type === 'repeat') {
      parts.push(repeat(view, node));
    } else if (!node.item.readonly) {
      parts.push(field(view, node));
    } else {
      const end = nodes.findIndex(({ item }, index) => index > at && !item.readonly);
      const read = nodes.slice(at, end < 0 ? nodes.length : end);
      parts.push(html`<dl class="ekey-rows">${read.map((one) => fact(view, one))}</dl>`);
      at += read.length - 1;
    }
  }
  return html`${parts}`;
}

/** What is not the person's to answer: given, or calculated from what they answer. */
function fact(view: FormView, node: ItemNode): View {
  const { item, id } = node;
  const hint = view.wording.hint(item);
  return html`<div class="ekey-row ${view.isWrong(item.pointer) ? 'ekey-wrong' : ''}">
    <dt>${view.wording.label(item)}</dt>
    <dd id="${id}_frame" tabindex="-1">
      <span id=${id}>${view.wording.answer(item) || html`<span class="ekey-muted">${view.wording.say('absent')}</span>`}</span>
      ${hint !== undefined && item.type !== 'date' ? html`<span class="ekey-hint">${hint}</span>` : nothing} ${problems(view, node)}
    </dd>
  </div>`;
}

/** A frame with a name around items that belong together, or only the items where the form's texts give it none. */
function group(view: FormView, node: ItemNode, heading?: View): View {
  const { item, id, inside } = node;
  const texts = view.wording.of(item);
  const hint = texts?.hint === undefined ? nothing : html`<p class="ekey-lead" id="${id}_hint">${texts.hint}</p>`;
  if (texts?.label === undefined) {
    return html`${hint} ${items(view, inside)}`;
  }
  const described = names(texts.hint !== undefined && `${id}_hint`, view.errorsAt(item.pointer).length > 0 && `${id}_errors`);
  return html`<fieldset class="ekey-group" id="${id}_frame" tabindex="-1" aria-describedby=${described}>
    <legend>${heading ?? texts.label}</legend>
    ${hint} ${problems(view, node)} ${items(view, inside)}
  </fieldset>`;
}

function repeat(view: FormView, node: ItemNode): View {
  const { item, id, instances } = node;
  const { wording } = view;
  const label = wording.label(item);
  const hint = wording.hint(item);
  const least = instances.length <= (item.min ?? 0);
  const described = names(hint !== undefined && `${id}_hint`, view.errorsAt(item.pointer).length > 0 && `${id}_errors`);
  const more = instances.length < (item.max ?? Infinity);
  return html`<div class="ekey-repeat ${view.isWrong(item.pointer) ? 'ekey-wrong' : ''}" id="${id}_frame" role="group" tabindex="-1"
      aria-label=${label} aria-describedby=${described}>
    ${hint === undefined ? nothing : html`<p class="ekey-lead" id="${id}_hint">${hint}</p>`} ${problems(view, node)}
    ${instances.length === 0 ? html`<p class="ekey-muted">${wording.say('repeat.none', { label })}</p>` : nothing}
    ${instances.map((one) => instance(view, node, one, label, least))}
    ${more
      ? html`<button type="button" class="ekey-secondary" id="${id}_add" @click=${() => view.acts.insert(node)}>
          ${wording.of(item)?.add ?? wording.say('repeat.add', { label })}
        </button>`
      : html`<p class="ekey-muted" id="${id}_full">${wording.say('repeat.full', { max: item.max })}</p>`}
  </div>`;
}

function instance(view: FormView, node: ItemNode, { id, number, inside }: InstanceNode, label: string, least: boolean): View {
  const name = view.wording.say('repeat.instance', { label, number });
  return html`<fieldset class="ekey-instance" id=${id} tabindex="-1">
    <legend>${name}</legend>
    ${items(view, inside)}
    ${least
      ? nothing
      : html`<button type="button" class="ekey-link" @click=${() => view.acts.remove(node, number - 1)}>
          ${view.wording.say('repeat.remove')}<span class="ekey-unseen"> ${name}</span>
        </button>`}
  </fieldset>`;
}
