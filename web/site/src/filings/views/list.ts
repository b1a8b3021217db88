// My filings: a table, and on a phone a card each. The roles are named since the cards' layout takes them from the elements.
import { html, nothing } from 'lit-html';
import type { App } from '../../app.js';
import { businesses } from '../../guides.js';
import type { FilingSummary } from '../../portal.js';
import { pathTo, resumePage } from '../../router.js';
import { briefMomentText, t } from '../../texts.js';
import { errorSummary, loading, notice, type View } from '../../views/parts.js';
import { isOpen } from '../filing.js';
import type { FilingList } from '../list.js';
import { phonesSection } from './phones.js';
import { mayWithdraw, nextText, promisedText, stateTag } from './state.js';

export function listPage(app: App, list: FilingList): View {
  const { filings } = list;
  return html`${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${t('filings.title')}</h1>
    ${app.loading ? loading() : filings === undefined ? html`<p><button type="button" class="primary" @click=${() => app.arrive()}>${t('action.again')}</button></p>` : all(filings)}
    ${app.loading ? nothing : phonesSection(list.phones)}
    <section aria-labelledby="begin-title" class="begin">
      <h2 id="begin-title">${t('filings.begin')}</h2>
      <ul>
        ${businesses.map((business) => html`<li><a href=${pathTo.file(business)}>${t(`business.${business}`)}</a></li>`)}
      </ul>
    </section>`;
}

const columns = ['number', 'business', 'state', 'next', 'actions'] as const;

function all(filings: readonly FilingSummary[]): View {
  if (filings.length === 0) {
    return html`<p class="lead">${t('filings.none')}</p>`;
  }
  return html`<table class="filings" role="table">
    <caption class="unseen">${t('filings.title')}</caption>
    <thead role="rowgroup">
      <tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${t(`filings.${column}`)}</th>`)}</tr>
    </thead>
    <tbody role="rowgroup">${filings.map(line)}</tbody>
  </table>`;
}

const line = (filing: FilingSummary): View => html`<tr role="row">
  <th scope="row" role="rowheader"><a class="code" href=${pathTo.filing(filing.filing)}>${filing.number}</a><span class="muted changed">${briefMomentText(filing.changedAt)}</span></th>
  <td role="cell">${t(`business.${filing.business}`)}${filing.own ? nothing : html`<span class="muted changed">${t('filings.not_own')}</span>`}</td>
  <td role="cell">${stateTag(filing)}</td>
  <td role="cell">${nextText(filing)} ${promisedText(filing.promised)}</td>
  <td role="cell" class="row-actions">
    ${isOpen(filing) ? html`<a href=${pathTo.page(filing.filing, resumePage)}>${t('filings.go_on')}${named(filing)}</a>` : nothing}
    <a href=${pathTo.filing(filing.filing)}>${t('filings.track')}${named(filing)}</a>
    ${mayWithdraw(filing) ? html`<a href="${pathTo.filing(filing.filing)}#withdraw">${t(filing.state === 'draft' ? 'withdraw.throw_away' : 'withdraw.ask')}${named(filing)}</a>` : nothing}
  </td>
</tr>`;

/** Links of the same words lead to different places: told to whoever hears them one by one. */
const named = ({ number }: FilingSummary): View => html`<span class="unseen"> ${number}</span>`;
