import { html, nothing } from 'lit-html';
import type { Entry } from '@ekey/client';
import type { App } from '../app.js';
import { attach, callOff } from '../fill.js';
import type { Filing } from '../filing.js';
import type { Item } from '../form.js';
import type { Problem } from '../problems.js';
import { listText, sizeText, t, typeText } from '../texts.js';
import type { Upload } from '../upload.js';
import { fieldProblem } from './page.js';
import type { View } from './parts.js';

/** Choosing a file, watching it go, and what has arrived. The browser's own file button speaks the browser's language, ours the page's. */
export function materialField(app: App, filing: Filing, item: Item, problem: Problem | undefined): View {
  const { id } = item;
  const upload = filing.uploads.get(id);
  const arrived = filing.material(item);
  const { types = [], bytes = 0 } = item.accept ?? {};
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = ''; // the same file may be chosen again
    if (file) {
      void attach(app, id, file);
    }
  };
  return html`<div class="field ${problem ? 'wrong' : ''}">
    <p class="label" id="${id}-label">${t(`item.${id}.label`)}</p>
    <p class="hint" id="${id}-hint">${t(`item.${id}.hint`, { types: listText(types.map(typeText)), limit: sizeText(bytes) })}</p>
    ${problem ? fieldProblem(id, problem) : nothing}
    ${upload?.running ? progress(app, id, upload) : arrived ? arrivedFile(arrived, upload) : nothing}
    <div class="file ${upload?.running ? 'busy' : ''}">
      <input
        id=${id}
        type="file"
        accept=${types.join(',')}
        aria-labelledby="${id}-label ${id}-button"
        aria-describedby="${id}-hint${problem ? ` ${id}-problem` : ''}"
        aria-invalid=${problem ? 'true' : nothing}
        @change=${choose}
      />
      <label for=${id} id="${id}-button" class="button secondary">${t(arrived || upload?.running ? 'material.change' : 'material.choose')}</label>
    </div>
  </div>`;
}

function progress(app: App, id: string, upload: Upload): View {
  const share = upload.file.size === 0 ? 0 : Math.floor((upload.done / upload.file.size) * 100);
  const step = upload.step === 'sending' ? 'sending' : 'checking';
  return html`<div class="arriving">
    <p><span class="filename">${upload.file.name}</span> <span class="muted">${sizeText(upload.file.size)}</span></p>
    <label class="progress-label" for="${id}-progress">${t(`material.${step}`, { share })}</label>
    <progress id="${id}-progress" max="100" value=${share}>${share}%</progress>
    <button type="button" class="link" @click=${() => callOff(app, id)}>${t('action.cancel')}</button>
  </div>`;
}

function arrivedFile(entry: Entry, upload: Upload | undefined): View {
  const picture = upload?.step === 'done' && entry.type.startsWith('image/') ? upload.preview : undefined;
  return html`<div class="arrived" role="status">
    ${picture ? html`<img src=${picture} alt="" />` : html`<span class="paper" aria-hidden="true">${typeText(entry.type)}</span>`}
    <div>
      <p class="filename">${entry.name}</p>
      <p class="muted">${typeText(entry.type)} · ${sizeText(entry.bytes)}</p>
      <p class="fine">${t('material.arrived')}</p>
      ${digests(entry)}
    </div>
  </div>`;
}

/** For those who want to compare them with their own copy. */
export const digests = (entry: Entry): View =>
  html`<details>
    <summary>${t('material.digests')}</summary>
    <dl class="digests"><dt>SM3</dt><dd>${entry.sm3}</dd><dt>SHA-256</dt><dd>${entry.sha256}</dd></dl>
  </details>`;
