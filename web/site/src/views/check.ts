// Everything once more before it is signed; prints as it stands.
import { html, nothing } from 'lit-html';
import type { App } from '../app.js';
import type { Filing } from '../filing.js';
import type { Item } from '../form.js';
import { submit } from '../submit.js';
import { sizeText, t, typeText } from '../texts.js';
import { keyPanel } from './key-panel.js';
import { readonlyText, saved } from './page.js';
import { errorSummary, notice, row, steps, type View } from './parts.js';

export function check(app: App, filing: Filing): View {
  return html`
    ${steps(app, 'check')} ${errorSummary(app.problems)} ${notice(app)}
    <h1 tabindex="-1">${t('check.title')}</h1>
    <p class="lead">${t('check.lead')}</p>
    ${filing.pages.map(
      (name) => html`<section aria-labelledby="check-${name}">
        <h2 id="check-${name}">${t(`section.${name}`)}</h2>
        <dl class="rows">${filing.itemsOf(name).map((item) => row(t(`item.${item.id}.label`), answer(filing, item), change(filing, item)))}</dl>
      </section>`,
    )}
    <p class="print-button"><button type="button" class="secondary" @click=${() => window.print()}>${t('action.print')}</button></p>
    <section class="declare" aria-labelledby="declare-title">
      <h2 id="declare-title">${t('check.declare')}</h2>
      <p class="measure">${t('check.declare.text')}</p>
      ${keyPanel(app, t('action.submit'), () => submit(app))}
    </section>
    ${saved(filing)}
  `;
}

function answer(filing: Filing, item: Item): unknown {
  if (item.type === 'material') {
    const entry = filing.material(item);
    return entry ? html`<span class="filename">${entry.name}</span> <span class="muted">${typeText(entry.type)} · ${sizeText(entry.bytes)}</span>` : absent();
  }
  return readonlyText(filing, item) || absent();
}

const absent = () => html`<span class="muted">${t('check.absent')}</span>`;

function change(filing: Filing, item: Item): View {
  if (item.readonly) {
    return nothing;
  }
  return html`<a href=${filing.href(item)}>${t('action.change')}<span class="unseen"> ${t(`item.${item.id}.label`)}</span></a>`;
}
