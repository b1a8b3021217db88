import { html, nothing } from 'lit-html';
import type { Entry } from '../../index.js';
import type { ItemNode } from '../shown-tree.js';
import type { Upload } from '../uploads.js';
import { isEntry } from '../wording.js';
import { problems } from './errors.js';
import { framed, hinted, optional } from './field.js';
import { names, type FormView, type View } from './view.js';

/** Choosing a file, watching it go, and what was chosen. The browser's own file button speaks the browser's language, ours the page's. */
export function materialField(view: FormView, node: ItemNode): View {
  const { item, id } = node;
  const { wording, model } = view;
  const slot = model.session.materials().find(({ pointer }) => pointer === item.pointer);
  const upload = model.uploads.get(item.pointer);
  const entry = isEntry(item.value) ? item.value : undefined;
  const types = slot?.types ?? [];
  const hint = wording.hint(item, { types: wording.types(types), limit: wording.size(slot?.bytes ?? 0) });
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = ''; // the same file may be chosen again
    if (file) {
      void view.acts.attach(item.pointer, file);
    }
  };
  const described = names(hint !== undefined && `${id}_hint`, view.errorsAt(item.pointer).length > 0 && `${id}_errors`);
  return framed(view, node, html`<p class="ekey-label" id="${id}_label">${wording.label(item)}${optional(view, node)}</p>
    ${hinted(node, hint)} ${problems(view, node)}
    ${upload?.running ? underWay(view, node, upload) : entry ? chosen(view, node, entry, upload) : nothing}
    <div class="ekey-file ${upload?.running ? 'ekey-busy' : ''}">
      <input type="file" id=${id} accept=${types.join(',')} aria-labelledby="${id}_label ${id}_button" aria-describedby=${described}
        aria-invalid=${view.isWrong(item.pointer) ? 'true' : nothing} @change=${choose} />
      <label for=${id} id="${id}_button" class="ekey-button ekey-secondary">${wording.say(entry || upload?.running ? 'material.change' : 'material.choose')}</label>
    </div>`);
}

function underWay(view: FormView, { item, id }: ItemNode, { file, progress }: Upload): View {
  const share = progress.total === 0 ? 0 : Math.floor((progress.done / progress.total) * 100);
  const stop = () => (view.model.callOff(item.pointer), view.update(), view.acts.focus(id));
  return html`<div class="ekey-arriving">
    <p><span class="ekey-filename">${file.name}</span> <span class="ekey-muted">${view.wording.size(file.size)}</span></p>
    <label class="ekey-progress" for="${id}_progress">${view.wording.say(`material.${progress.step}`, { share })}</label>
    <progress id="${id}_progress" max="100" value=${share}>${share}%</progress>
    <button type="button" class="ekey-link" @click=${stop}>${view.wording.say('cancel')}</button>
  </div>`;
}

function chosen(view: FormView, node: ItemNode, entry: Entry, upload: Upload | undefined): View {
  const { wording } = view;
  const picture = upload && upload.errors.every(({ severity }) => severity !== 'error') && entry.type.startsWith('image/') ? upload.picture : undefined;
  return html`<div class="ekey-arrived" role="status">
    ${picture ? html`<img src=${picture} alt="" />` : html`<span class="ekey-paper" aria-hidden="true">${wording.types([entry.type])}</span>`}
    <div>
      <p class="ekey-filename">${entry.name}</p>
      <p class="ekey-muted">${wording.file(entry)}</p>
      <p class="ekey-good">${wording.say('material.arrived')}</p>
      ${digests(view, entry)}
      <button type="button" class="ekey-link" @click=${() => view.acts.detach(node)}>${wording.say('material.remove')}<span class="ekey-unseen"> ${entry.name}</span></button>
    </div>
  </div>`;
}

/** For those who want to compare them with their own copy. */
const digests = ({ wording }: FormView, { sm3, sha256 }: Entry): View =>
  html`<details>
    <summary>${wording.say('material.digests')}</summary>
    <dl class="ekey-digests"><dt>SM3</dt><dd>${sm3}</dd><dt>SHA-256</dt><dd>${sha256}</dd></dl>
  </details>`;
