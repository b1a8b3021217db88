import { html, nothing } from 'lit-html';
import { pathTo } from '../../router.js';
import { t } from '../../texts.js';
import type { View } from '../../views/parts.js';
import type { Paper } from '../papers.js';

/** The papers to print, sign and stamp. */
export const paperLinks = (filing: string, papers: readonly Paper[]): View =>
  papers.length === 0
    ? nothing
    : html`<section class="papers" aria-labelledby="papers-title">
        <h2 id="papers-title">${t('papers.title')}</h2>
        <p class="measure">${t('papers.text')}</p>
        <ul>
          ${papers.map((paper) => html`<li><a href=${pathTo.document(filing, paper)}>${t(`paper.${paper}`)}</a></li>`)}
        </ul>
      </section>`;
