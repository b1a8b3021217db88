// Where a form cannot be filled in since WebAssembly is refused: what stands, and the way on without it.
import { html } from 'lit-html';
import type { App } from '../../app.js';
import type { FilingRecord } from '../../portal.js';
import { pathTo } from '../../router.js';
import { momentText, t } from '../../texts.js';
import { errorSummary, hotlineLink, row, type View } from '../../views/parts.js';
import { stateTag } from './state.js';

export const withoutRules = (app: App, record: FilingRecord): View => html`${errorSummary(app.problems)}
  <p class="guide-kind">${t(`business.${record.business}`)}</p>
  <h1 tabindex="-1">${t('record.of', { number: record.number })}</h1>
  <dl class="rows">${row(t('track.state'), stateTag(record))} ${row(t('refused.changed'), momentText(record.changedAt))}</dl>
  <p class="measure">${t('refused.text')} ${hotlineLink()}</p>
  <ul>
    <li><a id="refused-guide" href=${`/guides/${record.business}`}>${t('refused.guide')}</a></li>
    <li><a id="refused-track" href=${pathTo.filing(record.filing)}>${t('refused.track')}</a></li>
  </ul>
  <p><button type="button" class="primary" @click=${() => app.arrive()}>${t('action.again')}</button></p>`;
