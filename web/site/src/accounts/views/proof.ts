import { html } from 'lit-html';
import { t } from '../../texts.js';
import type { View } from '../../views/parts.js';
import type { Proof } from '../proof.js';

/** How far the proof of work (验证码) is; nobody has to do anything for it. */
export function proofPanel(proof: Proof): View {
  const { state } = proof;
  return html`<div class="proof">
    <p class="proof-title">${t('proof.title')}</p>
    <progress max="1" .value=${state === 'ready' ? 1 : proof.done} aria-label=${t('proof.title')}></progress>
    <p class="muted" role="status" id="proof-status">${t(`proof.${state === 'idle' ? 'working' : state}`)}</p>
    ${state === 'failed' ? html`<button type="button" class="secondary" @click=${() => proof.again()}>${t('action.again')}</button>` : ''}
  </div>`;
}
