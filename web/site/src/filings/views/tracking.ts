// A filing: how far it has come, who has it, and what was submitted.
import { html, nothing } from 'lit-html';
import type { Entry } from '@ekey/client';
import type { App } from '../../app.js';
import { portal, type FilingRecord } from '../../portal.js';
import { pathTo, resumePage } from '../../router.js';
import { answerText, briefMomentText, itemLabel, materialLabel, momentText, sizeText, t, typeText } from '../../texts.js';
import { errorSummary, hotlineLink, loading, notice, row, type View } from '../../views/parts.js';
import { isOpen } from '../filing.js';
import { papersOf } from '../papers.js';
import type { Tracking } from '../tracking.js';
import { paperLinks } from './paper-links.js';
import { isWithdrawable, nextText, promisedText, stateTag, stateText } from './state.js';

export function trackingPage(app: App, tracking: Tracking): View {
  if (!tracking.at || app.loading) {
    return html`${errorSummary(app.problems)}
      <h1 tabindex="-1">${t('record.title')}</h1>
      ${app.loading ? loading() : html`<p><a href="/filings">${t('filings.title')}</a></p>`}`;
  }
  const { value: record } = tracking.at;
  return html`${errorSummary(app.problems)} ${notice(app)} ${heading(record)} ${progress(record, tracking.ahead)} ${actions(tracking, record)}
    ${record.receipt === null ? nothing : submitted(tracking, record)}
    ${record.own && tracking.definition ? paperLinks(record.filing, papersOf(tracking.definition)) : nothing} ${signature(record)}`;
}

function heading(record: FilingRecord): View {
  if (record.state !== 'submitted') {
    return html`<p class="guide-kind">${t(`business.${record.business}`)}</p>
      <h1 tabindex="-1">${t('record.of', { number: record.number })}</h1>`;
  }
  return html`<section class="receipt">
    <p class="receipt-mark" aria-hidden="true">✓</p>
    <h1 tabindex="-1">${t('record.submitted')}</h1>
    <dl>
      <dt>${t('record.receipt')}</dt>
      <dd class="receipt-number" id="receipt">${record.receipt}</dd>
      <dt>${t('record.accepted')}</dt>
      <dd>${record.acceptedAt ? momentText(record.acceptedAt) : ''}</dd>
    </dl>
  </section>`;
}

/** A line of the states that it has had, with their days, and what is still to come. */
function progress(record: FilingRecord, ahead: Tracking['ahead']): View {
  const { history, holder, promised } = record;
  const last = history.at(-1);
  return html`<section aria-labelledby="progress-title" class="progress">
    <h2 id="progress-title">${t('track.title')}</h2>
    <ol class="track">
      ${history.map(
        (step) => html`<li class=${step === last ? 'now' : 'done'} aria-current=${step === last ? 'step' : nothing}>
          <span class="dot" aria-hidden="true">${step === last ? '' : '✓'}</span>
          <span><strong>${stateText(step.state)}</strong><br /><span class="muted">${briefMomentText(step.at)} · ${t(`role.${step.by}`)}</span></span>
        </li>`,
      )}
      ${ahead.map(
        (states) => html`<li class="ahead">
          <span class="dot" aria-hidden="true"></span>
          <span>${states.map(stateText).join(t('track.or'))}<br /><span class="muted">${t('track.ahead')}</span></span>
        </li>`,
      )}
    </ol>
    <dl class="rows">
      ${row(t('track.state'), stateTag(record))} ${holder ? row(t('track.holder'), t(`role.${holder}`)) : nothing}
      ${promised ? row(t('track.promised'), promisedText(promised)) : nothing} ${row(t('record.next'), html`${nextText(record)} ${hotlineLink()}`)}
    </dl>
  </section>`;
}

function actions(tracking: Tracking, record: FilingRecord): View {
  const draft = record.state === 'draft';
  if (tracking.withdrawing && isWithdrawable(record)) {
    return html`<section class="withdraw" id="withdraw" tabindex="-1" aria-labelledby="withdraw-title">
      <h2 id="withdraw-title">${t(draft ? 'withdraw.throw_away.title' : 'withdraw.title', { number: record.number })}</h2>
      <p class="measure">${t(draft ? 'withdraw.throw_away.text' : 'withdraw.text')}</p>
      <p class="actions">
        <button type="button" class="primary danger" id="withdraw-yes" @click=${() => tracking.withdraw()}>${t(draft ? 'withdraw.throw_away' : 'withdraw.yes')}</button>
        <button type="button" class="secondary" @click=${() => tracking.askWithdrawal(false)}>${t('withdraw.no')}</button>
      </p>
    </section>`;
  }
  return html`<p class="actions print-button">
    ${isOpen(record) ? html`<a class="button primary" id="go-on" href=${pathTo.page(record.filing, resumePage)}>${t('filings.go_on')}</a>` : nothing}
    ${record.receipt === null ? nothing : html`<button type="button" class="secondary" @click=${() => window.print()}>${t('action.print')}</button>`}
    ${isWithdrawable(record)
      ? html`<button type="button" class="secondary" id="ask-withdrawal" @click=${() => tracking.askWithdrawal(true)}>${t(draft ? 'withdraw.throw_away' : 'withdraw.ask')}</button>`
      : nothing}
    <a href="/filings">${t('filings.title')}</a>
  </p>`;
}

function submitted(tracking: Tracking, record: FilingRecord): View {
  return html`<section aria-labelledby="answers-title">
      <h2 id="answers-title">${t('record.answers')}</h2>
      <dl class="rows">
        ${row(t('record.number'), html`<span class="code">${record.number}</span>`)} ${row(t('record.receipt'), html`<span class="code">${record.receipt}</span>`)}
        ${row(t('record.business'), t(`business.${record.business}`))}
        ${tracking.stored.map((stored) => row([itemLabel(stored.pattern), ...stored.numbers].join(' '), answerText(stored)))}
      </dl>
    </section>
    ${record.materials.length === 0 ? nothing : files(record)}`;
}

const files = (record: FilingRecord): View => html`<section aria-labelledby="files-title">
  <h2 id="files-title">${t('record.materials')}</h2>
  <dl class="rows">
    ${record.materials.map((entry) =>
      row(
        materialLabel(entry.item),
        html`<a class="filename" href=${portal.materialPath(record.filing, entry.item)} download=${entry.name}>${entry.name}</a>
          <span class="muted">${typeText(entry.type)} · ${sizeText(entry.bytes)}</span>${digests(entry)}`,
      ),
    )}
  </dl>
</section>`;

function signature({ signer, digest, filing }: FilingRecord): View {
  if (digest === null) {
    return nothing;
  }
  return html`<section aria-labelledby="signature-title">
    <h2 id="signature-title">${t(signer ? 'record.signature' : 'record.evidence')}</h2>
    <p class="measure">${t(signer ? 'record.signature.text' : 'record.evidence.text')}</p>
    <dl class="rows technical">
      ${row(t('record.filing'), filing)}
      ${signer ? html`${row(t('record.serial'), signer.serial)} ${row(t('record.issuer'), signer.issuer)} ${row(t('record.fingerprint'), signer.fingerprint)}` : nothing}
      ${row(t(signer ? 'record.digest' : 'record.evidence.digest'), digest)}
    </dl>
  </section>`;
}

/** For those who want to compare them with their own copy. */
const digests = (entry: Entry): View =>
  html`<details>
    <summary>${t('record.digests')}</summary>
    <dl class="digests"><dt>SM3</dt><dd>${entry.sm3}</dd><dt>SHA-256</dt><dd>${entry.sha256}</dd></dl>
  </details>`;
