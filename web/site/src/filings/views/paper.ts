// One of the papers, on screen as it will be on A4.
import { html, nothing } from 'lit-html';
import type { App } from '../../app.js';
import type { GuideTexts } from '../../guides.js';
import { pathTo } from '../../router.js';
import { answerText, dateText, formTexts, itemLabel, t } from '../../texts.js';
import { errorSummary, loading, notFetched, row, type View } from '../../views/parts.js';
import type { Paper, Papers } from '../papers.js';

export function paperPage(app: App, papers: Papers, name: Paper): View {
  const { texts } = papers;
  const record = papers.tracking.at?.value;
  const name_ = t(`paper.${name}`);
  if (app.loading || !record || !papers.answers || !texts) {
    return html`${errorSummary(app.problems)}
      <h1 tabindex="-1">${name_}</h1>
      ${papers.failed ? notFetched(() => papers.again()) : app.problems.length > 0 ? html`<p><a href="/filings">${t('filings.title')}</a></p>` : loading()}`;
  }
  return html`${errorSummary(app.problems)}
    <p class="paper-tools print-button">
      <button type="button" class="primary" id="print" @click=${() => window.print()}>${t('papers.print')}</button>
      <a href=${pathTo.filing(record.filing)}>${t('papers.back', { number: record.number })}</a>
    </p>
    <p class="paper-tools print-button measure">${texts.one('paper.how')}</p>
    <article class="paper" aria-labelledby="paper-title">
      <p class="paper-draft">${texts.one('paper.draft')}</p>
      <h1 id="paper-title" tabindex="-1">${name_}</h1>
      <dl class="paper-head">
        <div><dt>${texts.one('paper.number')}</dt><dd>${record.number}</dd></div>
        <div><dt>${texts.one('paper.business')}</dt><dd>${t(`business.${record.business}`)}</dd></div>
        <div><dt>${texts.one('paper.state')}</dt><dd>${record.receipt === null ? texts.one('paper.not_submitted') : texts.one('paper.submitted', { receipt: record.receipt })}</dd></div>
      </dl>
      ${content(papers, texts, name)}
      <footer class="paper-foot">
        <p>${texts.one('paper.sm3')} <span class="sm3">${papers.sm3 ?? texts.one('paper.no_sm3')}</span></p>
        <p>${texts.one('paper.printed', { date: dateText(app.info?.today ?? '') })}</p>
      </footer>
    </article>`;
}

function content(papers: Papers, texts: GuideTexts, name: Paper): View {
  switch (name) {
    case 'applicationForm':
      return html`${allAnswers(papers)} ${clauses(papers, texts, name)} ${signing(texts, ['legalRepresentative', 'seal'])}`;
    case 'sealConfirmation':
      return html`${who(papers, ['/enterprise/name', '/enterprise/uscc', '/authorisedUser/name'])} ${clauses(papers, texts, name)} ${specimens(texts)} ${signing(texts, ['authorisedUser', 'seal'])}`;
    case 'authorisationLetter':
      return html`${clauses(papers, texts, name)} ${who(papers, ['/enterprise/name', '/enterprise/uscc', '/enterprise/legalRepresentative', '/authorisedUser/name', ...documents, '/authorisedUser/mobile', '/request/agency'])}
        ${signing(texts, ['legalRepresentative', 'authorisedUser', 'seal'])}`;
    case 'userAgreement':
      return html`${who(papers, ['/enterprise/name', '/enterprise/uscc', '/authorisedUser/name'])} ${clauses(papers, texts, name)} ${signing(texts, ['authorisedUser', 'seal'])}`;
  }
}

const documents = ['documentType', 'residentId', 'hkMoTwResidencePermit', 'permanentResidentId', 'hkMoTravelPermit', 'twTravelPermit', 'passport'].map((name) => `/authorisedUser/${name}`);

/** Every answer, by the groups of the form. */
function allAnswers({ stored }: Papers): View {
  const groups = [...new Set(stored.map(({ pattern }) => pattern.split('/')[1]!))];
  return html`${groups.map(
    (group) => html`<section>
      <h2>${formTexts().items[`/${group}`]?.label ?? formTexts().pages[group] ?? nothing}</h2>
      <dl class="paper-rows">
        ${stored.filter(({ pattern }) => pattern.split('/')[1] === group).map((one) => row([itemLabel(one.pattern), ...one.numbers].join(' '), answerText(one)))}
      </dl>
    </section>`,
  )}`;
}

const who = (papers: Papers, patterns: readonly string[]): View => html`<dl class="paper-rows">
  ${papers.stored.filter(({ pattern }) => patterns.includes(pattern)).map((one) => row(itemLabel(one.pattern), answerText(one)))}
</dl>`;

function clauses(papers: Papers, texts: GuideTexts, name: Paper): View {
  const blank = (pattern: string) => papers.answer(pattern) || '＿＿＿＿＿＿＿＿';
  const filled = {
    enterprise: blank('/enterprise/name'),
    uscc: blank('/enterprise/uscc'),
    user: blank('/authorisedUser/name'),
    agency: blank('/request/agency'),
    business: t(`business.${papers.tracking.at!.value.business}`),
  };
  const code = `paper.${name}`;
  const asksForAgency = papers.tracking.definition!.items.some(({ id, items }) => id === 'request' && items?.some((item) => item.id === 'agency'));
  return html`<div class="clauses">
    ${texts.has(`${code}.lead`) ? html`<p>${texts.one(`${code}.lead`, filled)}</p>` : nothing}
    <ol>
      ${texts
        .list(`${code}.clause`)
        .map((clause, index) => (asksForAgency || !clause.includes('{agency}') ? html`<li>${texts.one(`${code}.clause.${index + 1}`, filled)}</li>` : nothing))}
    </ol>
  </div>`;
}

/** Room for the stamp and the signature that the electronic seal (电子签章) is made from. */
const specimens = (texts: GuideTexts): View => html`<div class="specimens">
  ${['seal', 'signature'].map((name) => html`<div class="specimen"><p>${texts.one(`paper.specimen.${name}`)}</p></div>`)}
</div>`;

const signing = (texts: GuideTexts, who: readonly string[]): View => html`<div class="signing">
  ${who.map((name) => html`<div class="signing-box ${name}"><p>${texts.one(`paper.sign.${name}`)}</p><p class="signing-date">${texts.one('paper.sign.date')}</p></div>`)}
</div>`;
