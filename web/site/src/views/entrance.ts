// The first page: the businesses by the names of the former system and by what has happened, and what people ask before they begin.
import { html } from 'lit-html';
import type { App } from '../app.js';
import type { Entrance } from '../entrance.js';
import type { Business } from '../guides.js';
import { language, t } from '../texts.js';
import { agencyFinder } from './agency-finder.js';
import { businessTabs } from './business-tabs.js';
import { licenceDrawing } from './licence-drawing.js';
import { hotlineLink, type View } from './parts.js';
import { readinessCheck } from './readiness.js';

/** What has happened to people, most frequent first; each is the guide of a business. */
const needs: readonly Business[] = ['renewal', 'reissue', 'unlock', 'change', 'additional', 'cancellation'];

export function entrancePage(app: App, entrance: Entrance): View {
  return html`
    <h1 tabindex="-1" class="system-name">${t('entrance.title')}</h1>
    <p class="system-name-other" lang=${language() === 'en' ? 'zh-CN' : 'en'}>${t('entrance.title.other')}</p>
    <div class="beside">
      ${businessTabs(entrance)}
      <aside class="hints" aria-labelledby="hints-title">
        <h2 id="hints-title">${t('entrance.hints')}</h2>
        <ol>
          ${['first', 'renewal', 'free'].map((name) => html`<li>${t(`entrance.hint.${name}`)}</li>`)}
        </ol>
        <p class="hints-hotline"><span>${t('frame.hotline')}</span> ${hotlineLink()}</p>
      </aside>
    </div>
    <section aria-labelledby="needs-title">
      <h2 id="needs-title">${t('entrance.needs')}</h2>
      <ul class="needs">
        ${needs.map(
          (name) => html`<li><a href="/guides/${name}"><span class="need">${t(`need.${name}`)}</span> <span class="need-business">${t(`business.${name}`)}</span></a></li>`,
        )}
      </ul>
    </section>
    <section aria-labelledby="code-title" class="code-section">
      <div>
        <h2 id="code-title">${t('code.title')}</h2>
        <p class="measure">${t('code.text')}</p>
        <p class="measure">${t('code.old')}</p>
      </div>
      <figure>${licenceDrawing()}<figcaption class="muted">${t('code.caption')}</figcaption></figure>
    </section>
    ${agencyFinder(entrance)} ${readinessCheck(app, entrance.readiness)}
    <section aria-labelledby="what-title">
      <h2 id="what-title">${t('entrance.what')}</h2>
      <p class="measure">${t('entrance.what.text')}</p>
    </section>
  `;
}
