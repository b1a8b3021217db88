// The four tabs that people know from the former system.
import { html } from 'lit-html';
import { tabs as businesses, type Entrance, type Tab } from '../entrance.js';
import { traitsOf } from '../guides.js';
import { pathTo } from '../router.js';
import { t } from '../texts.js';
import type { View } from './parts.js';
import { tabs } from './tabs.js';

export const businessTabs = (entrance: Entrance): View =>
  tabs({ name: '', label: t('entrance.tabs'), all: businesses, open: entrance.tab, choose: (name) => entrance.open(name), text: (name) => t(`entrance.tab.${name}`), panel });

function panel(name: Tab): View {
  const business = t(`business.${name}`);
  const { by } = traitsOf(name);
  return html`<p class="tag tag-open">${t('entrance.open')}</p>
    <h2>${business}</h2>
    <p>${t(`business.${name}.text`)}</p>
    <ul class="ticks">
      ${[`login.${by.length > 1 ? 'either' : by[0]}`, 'control', 'files'].map((tick) => html`<li>${t(`entrance.tick.${tick}`)}</li>`)}
    </ul>
    <p class="actions">
      <a class="button primary" href=${pathTo.file(name)}>${t('entrance.start')}</a>
      <a href="/guides/${name}">${t('entrance.guide', { business })}</a>
    </p>`;
}
