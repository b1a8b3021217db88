// Tabs with automatic activation (WAI-ARIA APG).
import { html } from 'lit-html';
import type { View } from './parts.js';

export interface Tabs<Name extends string> {
  /** Ids are made of it. Empty: `tab-NAME` alone. */
  readonly name: string;
  readonly label: string;
  readonly all: readonly Name[];
  readonly open: Name;
  readonly choose: (name: Name) => void;
  readonly text: (name: Name) => string;
  readonly panel: (name: Name) => View;
}

export function tabs<Name extends string>(given: Tabs<Name>): View {
  const { name: of, label, all, open, choose, text, panel } = given;
  const id = (kind: string, name: Name) => [of, kind, name].filter((part) => part !== '').join('-');
  return html`<div class="tabs">
    <div role="tablist" aria-label=${label} @keydown=${(event: KeyboardEvent) => move(event, given, id)}>
      ${all.map((name) => {
        const here = open === name;
        return html`<button type="button" role="tab" id=${id('tab', name)} aria-controls=${id('panel', name)} aria-selected=${here} tabindex=${here ? 0 : -1}
          @click=${() => choose(name)}>${text(name)}</button>`;
      })}
    </div>
    ${all.map((name) => html`<div role="tabpanel" id=${id('panel', name)} aria-labelledby=${id('tab', name)} tabindex="0" ?hidden=${open !== name}>${open === name || of === '' ? panel(name) : ''}</div>`)}
  </div>`;
}

function move<Name extends string>(event: KeyboardEvent, { all, open, choose }: Tabs<Name>, id: (kind: string, name: Name) => string): void {
  const at = all.indexOf(open);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey; // Alt and an arrow go back in history
  if (to === undefined || !plain) {
    return;
  }
  event.preventDefault();
  const next = all[(to + all.length) % all.length]!;
  choose(next);
  document.getElementById(id('tab', next))?.focus();
}
