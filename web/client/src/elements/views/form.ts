import { html } from 'lit-html';
import { checkPage } from '../form-events.js';
import { nodesOf, treeOf, type ItemNode } from '../shown-tree.js';
import { check } from './check.js';
import { errorSummary } from './errors.js';
import { page } from './page.js';
import type { FormView, View } from './view.js';

/** @param name of the page that is shown; `pages`: all of them, in order; `before`: where its link back leads */
export function form(view: FormView, name: string, pages: readonly string[], before: string | undefined, buttons: boolean): View {
  const trees = new Map<string, readonly ItemNode[]>();
  const treeAt = (one: string): readonly ItemNode[] => {
    const known = trees.get(one) ?? treeOf(view.model.session.items(one === '' ? undefined : one));
    trees.set(one, known);
    return known;
  };
  /** An item, and its page when that is another one. */
  const place = (pointer: string) => {
    for (const one of [name, ...pages].filter((candidate) => pages.includes(candidate))) {
      const node = [...nodesOf(treeAt(one))].find(({ item }) => item.pointer === pointer);
      if (node) {
        return one === name ? { node } : { node, page: one };
      }
    }
    return undefined;
  };
  const body =
    name === checkPage
      ? check(view, pages.map((one) => ({ page: one, tree: treeAt(one) })), buttons)
      : page(view, view.wording.page(name), treeAt(name), before, buttons);
  return html`${errorSummary(view, place)} ${body}`;
}
