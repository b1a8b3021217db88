// The guide of a business, one template for all eight; it is meant to be printed as well.
import { html, nothing } from 'lit-html';
import { businesses, materials, times, traitsOf, type Business, type Guides, type GuideTexts } from '../guides.js';
import { pathTo } from '../router.js';
import { t } from '../texts.js';
import { hotlineLink, loading, notFetched, type View } from './parts.js';

export function guidePage(guides: Guides, business: Business): View {
  const texts = guides.ready;
  return html`<article class="guide">
    <p class="guide-kind">${t('guide.kind')}</p>
    <h1 tabindex="-1">${t(`business.${business}`)}</h1>
    ${texts ? content(texts, business) : guides.failed ? notFetched(() => guides.again()) : loading()}
  </article>`;
}

function content(texts: GuideTexts, business: Business): View {
  const { materials: documents, times: known } = traitsOf(business);
  const code = (part: string) => `guide.${business}.${part}`;
  return html`
    <p class="lead">${texts.one(code('for'))}</p>
    ${where(texts, business)} ${listed(texts, 'before', code('before'))} ${documents ? theSix(texts, documents) : nothing}
    ${listed(texts, 'prepare', code('prepare'))} ${listed(texts, 'login', code('login'))} ${steps(texts, code('step'))}
    ${known ? duration(texts) : nothing} ${listed(texts, 'key', code('key'))} ${listed(texts, 'unknown', code('unknown'))}
    <p class="print-button"><button type="button" class="secondary" @click=${() => window.print()}>${t('action.print')}</button></p>
    ${others(texts, business)}
  `;
}

/** Where it is begun, and by whom. */
function where(texts: GuideTexts, business: Business): View {
  const { by } = traitsOf(business);
  return html`<div class="where open">
    <p><strong>${texts.one('guide.open')}</strong><br />${texts.one(`guide.open.${by.length > 1 ? 'either' : by[0]}`)}</p>
    <p class="actions">
      <a class="button primary" href=${pathTo.file(business)}>${t('entrance.start')}</a>
      <a href="/#agencies">${texts.one('guide.find_agency')}</a> <span>${t('frame.hotline')} ${hotlineLink()}</span>
    </p>
  </div>`;
}

/** A section of sentences; none where the guide has nothing to say there. */
function listed(texts: GuideTexts, part: string, code: string): View {
  const items = texts.list(code);
  return items.length === 0
    ? nothing
    : section(texts, part, html`${introduction(texts, part)}<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`);
}

const introduction = (texts: GuideTexts, part: string): View =>
  texts.has(`guide.${part}.text`) ? html`<p>${texts.one(`guide.${part}.text`)}</p>` : nothing;

const section = (texts: GuideTexts, part: string, content: View): View =>
  html`<section aria-labelledby="guide-${part}"><h2 id="guide-${part}">${texts.one(`guide.${part}`)}</h2>${content}</section>`;

const theSix = (texts: GuideTexts, documents: 'published' | 'likely'): View =>
  section(
    texts,
    'materials',
    html`${documents === 'likely' ? html`<p>${texts.one('guide.materials.same')}</p>` : nothing}
      ${introduction(texts, 'materials')}
      <ol class="documents">
        ${materials.map(({ name, ...rest }) => {
          const note = `material.${name}.note`;
          return html`<li>
            <strong>${texts.one(`material.${name}`)}</strong>
            <span class="signs">
              ${'signer' in rest ? html`<span>${texts.one('guide.sign', { who: texts.one(`who.${rest.signer}`) })}</span>` : nothing}
              <span>${texts.one('guide.stamp', { what: texts.one('who.seal') })}</span>
            </span>
            ${texts.has(note) ? html`<span class="muted">${texts.one(note)}</span>` : nothing}
          </li>`;
        })}
      </ol>`,
  );

const steps = (texts: GuideTexts, code: string): View =>
  section(texts, 'step', html`<ol class="guide-steps">${texts.list(code).map((step) => html`<li>${step}</li>`)}</ol>`);

const duration = (texts: GuideTexts): View =>
  section(
    texts,
    'times',
    html`<dl class="times">
        ${times.map(
          ({ name, days, ...rest }) =>
            html`<div><dt>${texts.one(`guide.time.${name}`)}</dt><dd>${texts.one('within' in rest ? 'guide.days.within' : 'guide.days', { days })}</dd></div>`,
        )}
      </dl>
      <p class="muted">${texts.one('guide.times.note')}</p>`,
  );

const others = (texts: GuideTexts, business: Business): View => html`<nav class="others" aria-labelledby="guide-other">
  <h2 id="guide-other">${texts.one('guide.other')}</h2>
  <ul>
    ${businesses.filter((name) => name !== business).map((name) => html`<li><a href="/guides/${name}">${t(`business.${name}`)}</a></li>`)}
  </ul>
</nav>`;
