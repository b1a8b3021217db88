// The renewal's pages: the form draws itself; around it stand the steps, and on the last page what it takes to sign.
import { html, nothing } from 'lit-html';
import { checkPage, type EkeyFormEvents } from '@ekey/client/elements';
import type { App } from '../app.js';
import type { Filing } from '../filing.js';
import { submit } from '../submit.js';
import { formTexts, language, layout, t, timeText, words } from '../texts.js';
import { keyPanel } from './key-panel.js';
import { errorSummary, notice, steps, type View } from './parts.js';

export function renewal(app: App, filing: Filing, name: string): View {
  const go = (event: EkeyFormEvents['ekey-page']) => {
    event.preventDefault();
    const { page, pointer, back } = event.detail;
    void app.go(`/renewal/${page}${back ? '?from=check' : ''}${pointer === undefined ? '' : `#${pointer}`}`);
  };
  const save = () => {
    app.saveNow();
    app.update();
  };
  return html`
    ${steps(app, name)} ${errorSummary(app.problems)} ${notice(app)}
    <ekey-form
      .session=${filing.form}
      .materials=${filing}
      .layout=${layout}
      .texts=${formTexts()}
      .messages=${words()}
      .language=${language()}
      .page=${name}
      .back=${new URLSearchParams(location.search).get('from') === 'check'}
      .buttons=${name !== checkPage}
      @ekey-page=${go}
      @ekey-save=${save}
    ></ekey-form>
    ${name === checkPage
      ? html`<section class="declare" aria-labelledby="declare-title">
          <h2 id="declare-title">${t('check.declare')}</h2>
          <p class="measure">${t('check.declare.text')}</p>
          ${keyPanel(app, t('action.submit'), () => submit(app))}
        </section>`
      : nothing}
    ${saved(filing)}
  `;
}

function saved(filing: Filing): View {
  if (!filing.kept) {
    return html`<p class="saved">${t('draft.not_kept')}</p>`;
  }
  return filing.savedAt ? html`<p class="saved">${t('draft.saved', { time: timeText(filing.savedAt) })}</p>` : nothing;
}
