// A filing's pages: the form draws itself; around it stand the steps, and on the last page what it takes to submit.
import { html, nothing } from 'lit-html';
import { checkPage, type EkeyFormEvents } from '@ekey/client/elements';
import type { App } from '../../app.js';
import { pathTo } from '../../router.js';
import { briefMomentText, formTexts, language, layout, t, words } from '../../texts.js';
import { keyPanel } from '../../views/key-panel.js';
import { errorSummary, notice, type View } from '../../views/parts.js';
import type { Filing } from '../filing.js';
import { papersOf } from '../papers.js';
import { needsProof, phonePage, PhoneProof } from '../phone-proof.js';
import { submit } from '../submit.js';
import { paperLinks } from './paper-links.js';
import { phonePanel } from './phone-panel.js';
import { steps } from './steps.js';

/** `reload`: takes the filing from the portal anew; `fresh`: without what this browser keeps of it. */
export function flowPage(app: App, filing: Filing, name: string, reload: (fresh: boolean) => Promise<void>): View {
  const go = (event: EkeyFormEvents['ekey-page']) => {
    event.preventDefault();
    const { page, pointer, back } = event.detail;
    void app.go(`${pathTo.page(filing.id, page)}${back ? '?from=check' : ''}${pointer === undefined ? '' : `#${pointer}`}`);
  };
  if (name === phonePage && needsProof(filing)) {
    return html`${steps(filing.pages, name)} ${errorSummary(app.problems)} ${conflict(filing, reload)} ${notice(app)}
      <h1 tabindex="-1">${formTexts().pages[name]}</h1>
      ${phonePanel(proofOf(app, filing), () => reload(false))}
      <p><a href=${pathTo.page(filing.id, filing.pages[filing.pages.indexOf(name) - 1] ?? filing.pages[0]!)}>${t('element.back')}</a></p>
      ${saved(filing)}`;
  }
  return html`
    ${steps(filing.pages, name)} ${errorSummary(app.problems)} ${conflict(filing, reload)} ${notice(app)}
    ${name === 'materials' ? paperLinks(filing.id, papersOf(filing.definition)) : nothing}
    <ekey-form
      .session=${filing.form}
      .materials=${filing}
      .layout=${layout()}
      .texts=${formTexts()}
      .messages=${words()}
      .language=${language()}
      .page=${name}
      .back=${new URLSearchParams(location.search).get('from') === 'check'}
      .buttons=${name !== checkPage}
      @ekey-page=${go}
      @ekey-save=${() => void filing.sync.flush()}
    ></ekey-form>
    ${name === checkPage ? declare(app, filing, () => reload(false)) : nothing} ${saved(filing)}
  `;
}

const proofs = new WeakMap<Filing, PhoneProof>();

function proofOf(app: App, filing: Filing): PhoneProof {
  const proof = proofs.get(filing) ?? new PhoneProof(app, filing);
  proofs.set(filing, proof);
  return proof;
}

function declare(app: App, filing: Filing, reload: () => Promise<void>): View {
  const byKey = app.session?.certificate !== undefined;
  const act = () => void submit(app, filing, reload);
  return html`<section class="declare" aria-labelledby="declare-title">
    <h2 id="declare-title">${t(byKey ? 'check.declare' : 'check.declare.account')}</h2>
    <p class="measure">${t(byKey ? 'check.declare.text' : 'check.declare.account.text')}</p>
    ${byKey
      ? keyPanel(app, t('action.submit'), act)
      : html`<p><button type="button" class="primary" id="submit" aria-disabled=${app.sending} @click=${act}>${t(app.sending ? 'action.sending' : 'action.submit.account')}</button></p>`}
  </section>`;
}

/** Another tab or PC has changed it meanwhile; nothing that was typed here is lost. */
function conflict({ sync }: Filing, reload: (fresh: boolean) => Promise<void>): View {
  if (sync.state !== 'conflict') {
    return nothing;
  }
  return html`<section class="conflict" role="alert" id="conflict">
    <h2>${t('draft.conflict')}</h2>
    <p>${t('draft.conflict.text')}</p>
    <p class="actions">
      <button type="button" class="primary" id="load-theirs" @click=${() => reload(true)}>${t('draft.conflict.theirs')}</button>
      <button type="button" class="secondary" id="keep-mine" @click=${() => sync.keepMine()}>${t('draft.conflict.mine')}</button>
    </p>
  </section>`;
}

function saved({ sync }: Filing): View {
  const { state, savedAt } = sync;
  const told =
    state === 'offline'
      ? t(sync.keptHere ? 'draft.offline' : 'draft.not_kept')
      : state === 'sending'
        ? t('draft.sending')
        : state === 'kept' && savedAt
          ? t('draft.saved', { time: briefMomentText(savedAt) })
          : '';
  return html`<p class="saved ${state}" id="saved" role="status">${told}</p>`;
}
