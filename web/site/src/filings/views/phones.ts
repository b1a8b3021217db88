// Mobile authorisations: a table, and on a phone a card each, as the filings are.
import { html, nothing } from 'lit-html';
import type { Phone } from '../../portal.js';
import { pathTo } from '../../router.js';
import { dateText, t } from '../../texts.js';
import type { View } from '../../views/parts.js';
import type { PhoneList } from '../phone-list.js';

const columns = ['name', 'permissions', 'until', 'state', 'actions'] as const;

export function phonesSection(list: PhoneList): View {
  if (list.phones.length === 0) {
    return nothing;
  }
  return html`<section aria-labelledby="phones-title" id="phones">
    <h2 id="phones-title" tabindex="-1">${t('phones.title')}</h2>
    <p class="measure">${t('phones.text')}</p>
    <table class="filings" role="table">
      <caption class="unseen">${t('phones.title')}</caption>
      <thead role="rowgroup">
        <tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${t(`phones.${column}`)}</th>`)}</tr>
      </thead>
      <tbody role="rowgroup">${list.phones.map((phone) => line(list, phone))}</tbody>
    </table>
  </section>`;
}

const line = (list: PhoneList, phone: Phone): View => html`<tr role="row">
  <th scope="row" role="rowheader">${phone.name}<span class="muted changed">${phone.mobile}</span></th>
  <td role="cell">${phone.permissions.map((permission) => t(`phones.may.${permission}`)).join(t('phones.and'))}</td>
  <td role="cell">${dateText(phone.until)}</td>
  <td role="cell"><span class="state">${t(`phones.${phone.state}`)}</span></td>
  <td role="cell" class="row-actions">
    <a href=${pathTo.filing(phone.filing)}>${t('filings.track')}<span class="unseen"> ${phone.number}</span></a>
    ${phone.state === 'active' ? withdrawal(list, phone) : nothing}
  </td>
</tr>`;

function withdrawal(list: PhoneList, { phone, name }: Phone): View {
  if (list.asked !== phone) {
    return html`<button type="button" class="ekey-link" id="withdraw-${phone}" @click=${() => list.ask(phone)}>${t('phones.withdraw')}<span class="unseen"> ${name}</span></button>`;
  }
  return html`<div class="sure" role="group" aria-labelledby="sure-text">
    <p id="sure-text">${t('phones.sure')}</p>
    <button type="button" class="primary" id="sure" @click=${() => list.withdraw(phone)}>${t('withdraw.yes')}</button>
    <button type="button" class="secondary" @click=${() => list.ask(undefined)}>${t('withdraw.no')}</button>
  </div>`;
}
