// What the portal has stored: the receipt right after submitting, and the same page whenever it is looked up again.
import { html, nothing } from 'lit-html';
import type { App } from '../app.js';
import type { StoredAnswer } from '../form.js';
import type { Entry } from '@ekey/client';
import type { FilingRecord } from '../portal.js';
import { dateText, itemLabel, materialLabel, momentText, sizeText, t, typeText } from '../texts.js';
import { keyPanel } from './key-panel.js';
import { errorSummary, hotlineLink, loading, notice, row, type View } from './parts.js';

export function record(app: App): View {
  if (!app.session) {
    return html`${errorSummary(app.problems)} ${notice(app)}
      <h1 tabindex="-1">${t('record.title')}</h1>
      <p class="lead">${t('record.login')}</p>
      ${keyPanel(app, t('action.login'), () => app.login())}`;
  }
  if (!app.record) {
    return html`${errorSummary(app.problems)} <h1 tabindex="-1">${t('record.title')}</h1>
      ${app.loading ? loading() : html`<p><a href="/">${t('action.home')}</a></p>`}`;
  }
  return app.record.state === 'submitted' ? submitted(app.record) : draft();
}

const draft = (): View => html`<h1 tabindex="-1">${t('record.title')}</h1>
  <p class="lead">${t('record.draft')}</p>
  <p><a class="button primary" href="/renewal/enterprise">${t('entrance.resume')}</a></p>`;

function submitted(record: FilingRecord & { readonly stored: readonly StoredAnswer[] }): View {
  return html`
    <section class="receipt">
      <p class="receipt-mark" aria-hidden="true">✓</p>
      <h1 tabindex="-1">${t('record.submitted')}</h1>
      <dl>
        <dt>${t('record.receipt')}</dt>
        <dd class="receipt-number" id="receipt">${record.receipt}</dd>
        <dt>${t('record.accepted')}</dt>
        <dd>${record.acceptedAt ? momentText(record.acceptedAt) : ''}</dd>
      </dl>
    </section>
    <section aria-labelledby="next-title">
      <h2 id="next-title">${t('record.next')}</h2>
      <p class="measure">${t('record.next.text')} ${hotlineLink()}</p>
      <p class="print-button"><button type="button" class="secondary" @click=${() => window.print()}>${t('action.print')}</button></p>
    </section>
    <section aria-labelledby="answers-title">
      <h2 id="answers-title">${t('record.answers')}</h2>
      <dl class="rows">
        ${row(t('record.business'), t(`business.${record.business}`))}
        ${record.stored.map(({ pattern, numbers, value }) => row([itemLabel(pattern), ...numbers].join(' '), dayOrText(String(value))))}
      </dl>
    </section>
    <section aria-labelledby="files-title">
      <h2 id="files-title">${t('record.materials')}</h2>
      <dl class="rows">
        ${record.materials.map((entry) =>
          row(materialLabel(entry.item), html`<span class="filename">${entry.name}</span> <span class="muted">${typeText(entry.type)} · ${sizeText(entry.bytes)}</span>${digests(entry)}`),
        )}
      </dl>
    </section>
    ${signature(record)}
  `;
}

function signature({ signer, digest, filing }: FilingRecord): View {
  if (!signer) {
    return nothing;
  }
  return html`<section aria-labelledby="signature-title">
    <h2 id="signature-title">${t('record.signature')}</h2>
    <p class="measure">${t('record.signature.text')}</p>
    <dl class="rows technical">
      ${row(t('record.filing'), filing)} ${row(t('record.serial'), signer.serial)} ${row(t('record.issuer'), signer.issuer)}
      ${row(t('record.fingerprint'), signer.fingerprint)} ${row(t('record.digest'), digest)}
    </dl>
  </section>`;
}

/** For those who want to compare them with their own copy. */
const digests = (entry: Entry): View =>
  html`<details>
    <summary>${t('record.digests')}</summary>
    <dl class="digests"><dt>SM3</dt><dd>${entry.sm3}</dd><dt>SHA-256</dt><dd>${entry.sha256}</dd></dl>
  </details>`;

const dayOrText = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? dateText(value) : value);
