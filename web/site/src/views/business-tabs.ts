// The four tabs that people know from the former system (WAI-ARIA APG, tabs with automatic activation).
import { html, nothing } from 'lit-html';
import { anyKept } from '../drafts.js';
import { tabs, type Entrance, type Tab } from '../entrance.js';
import { traitsOf } from '../guides.js';
import { t } from '../texts.js';
import type { View } from './parts.js';

export function businessTabs(entrance: Entrance): View {
  return html`<div class="tabs">
    <div role="tablist" aria-label=${t('entrance.tabs')} @keydown=${(event: KeyboardEvent) => move(entrance, event)}>
      ${tabs.map((name) => {
        const here = entrance.tab === name;
        return html`<button type="button" role="tab" id="tab-${name}" aria-controls="panel-${name}" aria-selected=${here} tabindex=${here ? 0 : -1}
          @click=${() => entrance.open(name)}>${t(`entrance.tab.${name}`)}</button>`;
      })}
    </div>
    ${tabs.map(
      (name) => html`<div role="tabpanel" id="panel-${name}" aria-labelledby="tab-${name}" tabindex="0" ?hidden=${entrance.tab !== name}>${panel(name)}</div>`,
    )}
  </div>`;
}

function move(entrance: Entrance, event: KeyboardEvent): void {
  const at = tabs.indexOf(entrance.tab);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey; // Alt and an arrow go back in history
  if (to === undefined || !plain) {
    return;
  }
  event.preventDefault();
  const next = tabs[(to + tabs.length) % tabs.length]!;
  entrance.open(next);
  document.getElementById(`tab-${next}`)?.focus();
}

function panel(name: Tab): View {
  const business = t(`business.${name}`);
  const guide = html`<a href="/guides/${name}">${t('entrance.guide', { business })}</a>`;
  if (traitsOf(name).online) {
    return html`<p class="tag tag-open">${t('entrance.open')}</p>
      <h2>${business}</h2>
      <p>${t(`business.${name}.text`)}</p>
      <ul class="ticks">
        ${['account', 'control', 'files'].map((tick) => html`<li>${t(`entrance.tick.${tick}`)}</li>`)}
      </ul>
      <p class="actions"><a class="button primary" href="/renewal">${t(anyKept() ? 'entrance.resume' : 'entrance.start')}</a> ${guide}</p>`;
  }
  return html`<p class="tag tag-closed">${t('entrance.closed')}</p>
    <h2>${business}</h2>
    <p>${t(`entrance.panel.${name}`)}</p>
    <p class="actions">${guide} ${name === 'mobileAuthorisation' ? nothing : html`<a href="/#agencies">${t('agency.label')}</a>`}</p>`;
}
