// What a filing's state means for whoever waits for it.
import { html, nothing } from 'lit-html';
import type { FilingRecord, FilingSummary, Promised } from '../../portal.js';
import { dateText, firstKnown, t } from '../../texts.js';
import type { View } from '../../views/parts.js';

const ended = ['rejected', 'activated', 'verified', 'key_returned', 'completed', 'withdrawn', 'expired'];
const waiting = ['draft', 'returned', 'collected', 'delivered', 'mailed_to_enterprise', 'cert_ready', 'written_to_key'];

/** A state that this page has no words for is named as the portal names it. */
export const stateText = (state: string): string => t(firstKnown(`state.${state}`) ?? 'state.other', { state });

export const stateTag = ({ state }: Pick<FilingSummary, 'state'>): View =>
  html`<span class="state ${ended.includes(state) ? 'ended' : waiting.includes(state) ? 'yours' : 'theirs'}">${stateText(state)}</span>`;

/** What happens next. */
export const nextText = ({ state }: Pick<FilingSummary, 'state'>): string => t(firstKnown(`state.${state}.next`) ?? 'state.other.next');

/** By when; that it may still move where the calendar is not published. */
export function promisedText(promised: Promised | null): View {
  return promised === null
    ? nothing
    : html`<span class="promised">${t('promised.by', { date: dateText(promised.date) })}${promised.provisional ? html` <span class="provisional">${t('promised.provisional')}</span>` : nothing}</span>`;
}

/** Whether it can be withdrawn, as far as a list tells; the portal has the last word. */
export const mayWithdraw = ({ own, state }: Pick<FilingSummary, 'own' | 'state'>): boolean => own && ['draft', 'submitted', 'pre_review', 'returned'].includes(state);

export const isWithdrawable = ({ moves }: Pick<FilingRecord, 'moves'>): boolean => moves.includes('withdrawn');
