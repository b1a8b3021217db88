import { html } from 'lit-html';
import { t } from '../../texts.js';
import type { View } from '../../views/parts.js';

/** A mail is on its way. */
export const mailPage = (lead: string, kind: 'activation' | 'reset', next: unknown): View => html`<section class="mail">
  <h1 tabindex="-1">${t('mail.title')}</h1>
  <p class="lead">${lead}</p>
  <ol>
    ${[1, 2, 3].map((number) => html`<li>${t(`mail.${kind}.${number}`)}</li>`)}
  </ol>
  <p>${next}</p>
</section>`;
