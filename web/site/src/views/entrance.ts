import { html } from 'lit-html';
import { anyKept } from '../drafts.js';
import { t } from '../texts.js';
import { hotlineLink, type View } from './parts.js';

/** The businesses that this system does not handle yet, in the order in which people need them. */
const elsewhere = ['first', 'additional', 'reissue', 'change', 'unlock', 'cancellation', 'mobile'];

export function entrance(): View {
  return html`
    <h1 tabindex="-1">${t('entrance.title')}</h1>
    <p class="lead">${t('entrance.lead')}</p>
    <section class="offer" aria-labelledby="offer-title">
      <div>
        <p class="tag tag-open">${t('entrance.open')}</p>
        <h2 id="offer-title">${t('business.renewal')}</h2>
        <p>${t('business.renewal.text')}</p>
        <ul class="ticks">
          <li>${t('entrance.tick.account')}</li>
          <li>${t('entrance.tick.control')}</li>
          <li>${t('entrance.tick.files')}</li>
        </ul>
      </div>
      <a class="button primary" href="/renewal">${t(anyKept() ? 'entrance.resume' : 'entrance.start')}</a>
    </section>
    <section aria-labelledby="elsewhere-title">
      <h2 id="elsewhere-title">${t('entrance.elsewhere')}</h2>
      <p>${t('entrance.elsewhere.text')} ${hotlineLink()}</p>
      <dl class="businesses">
        ${elsewhere.map((name) => html`<div><dt>${t(`business.${name}`)}</dt><dd>${t(`business.${name}.text`)}</dd></div>`)}
      </dl>
    </section>
    <section aria-labelledby="what-title">
      <h2 id="what-title">${t('entrance.what')}</h2>
      <p class="measure">${t('entrance.what.text')}</p>
    </section>
  `;
}
