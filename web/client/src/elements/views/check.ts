// Everything once more before it is submitted; prints as it stands.
import { html, nothing } from 'lit-html';
import type { ItemNode } from '../shown-tree.js';
import { isEntry } from '../wording.js';
import { problems } from './errors.js';
import type { FormView, View } from './view.js';

/** @param pages what each page shows, in order */
export function check(view: FormView, pages: readonly { readonly page: string; readonly tree: readonly ItemNode[] }[], buttons: boolean): View {
  const { wording } = view;
  const submit = (event: Event) => {
    event.preventDefault();
    view.acts.next();
  };
  const section = ({ page, tree }: { page: string; tree: readonly ItemNode[] }) => {
    const titled = page !== '';
    return html`<section class="ekey-checked" aria-labelledby=${titled ? `ekey-check-${page}` : 'ekey-heading'}>
      ${titled ? html`<h2 id="ekey-check-${page}">${wording.page(page)}</h2>` : nothing} ${rows(view, page, tree, titled ? wording.page(page) : '')}
    </section>`;
  };
  return html`<form novalidate @submit=${submit}>
    <h1 id="ekey-heading" tabindex="-1">${wording.say('check.title')}</h1>
    <p class="ekey-lead">${wording.say('check.lead')}</p>
    ${pages.filter(({ tree }) => tree.length > 0).map(section)}
    <p class="ekey-print"><button type="button" class="ekey-secondary" @click=${() => window.print()}>${wording.say('print')}</button></p>
    ${buttons ? html`<div class="ekey-actions"><button class="ekey-primary" id="ekey-next">${wording.say('submit')}</button></div>` : nothing}
  </form>`;
}

/** `around`: the heading that stands above; a group of the same name needs none of its own. */
function rows(view: FormView, page: string, nodes: readonly ItemNode[], around: string): View {
  const parts: View[] = [];
  let list: View[] = [];
  const close = () => {
    if (list.length > 0) {
      parts.push(html`<dl class="ekey-rows">${list}</dl>`);
      list = [];
    }
  };
  const headed = (title: string | undefined, inside: readonly ItemNode[]) => {
    close();
    if (title !== undefined && title !== around) {
      parts.push(html`<h3>${title}</h3>`);
    }
    parts.push(rows(view, page, inside, title ?? around));
  };
  for (const node of nodes) {
    const { item } = node;
    if (item.type === 'group') {
      headed(view.wording.of(item)?.label, node.inside);
    } else if (item.type === 'repeat') {
      if (node.instances.length === 0 || view.errorsAt(item.pointer).length > 0) {
        list.push(row(view, page, node));
      }
      const label = view.wording.label(item);
      node.instances.forEach(({ number, inside }) => headed(view.wording.say('repeat.instance', { label, number }), inside));
    } else {
      list.push(row(view, page, node));
    }
  }
  close();
  return html`${parts}`;
}

function row(view: FormView, page: string, node: ItemNode): View {
  const { item, id } = node;
  const label = view.wording.label(item);
  const change = (event: Event) => {
    event.preventDefault();
    view.acts.go(page, item.pointer, true);
  };
  return html`<div class="ekey-row ${view.isWrong(item.pointer) ? 'ekey-wrong' : ''}">
    <dt>${label}</dt>
    <dd id="${id}_frame" tabindex="-1">${answer(view, node)} ${problems(view, node)}</dd>
    ${item.readonly
      ? nothing
      : html`<dd class="ekey-change"><a href="#${id}" @click=${change}>${view.wording.say('change')}<span class="ekey-unseen"> ${label}</span></a></dd>`}
  </div>`;
}

function answer({ wording }: FormView, { item, instances }: ItemNode): unknown {
  if (item.type === 'repeat' && instances.length > 0) {
    return wording.say('repeat.count', { count: instances.length });
  }
  const words = wording.answer(item);
  if (words === '') {
    return html`<span class="ekey-muted">${wording.say('absent')}</span>`;
  }
  if (isEntry(item.value)) {
    return html`<span class="ekey-filename">${words}</span> <span class="ekey-muted">${wording.file(item.value)}</span>`;
  }
  return html`<span class="ekey-answer">${words}</span>`;
}
