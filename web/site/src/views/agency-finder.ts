// Which of the issuing agencies (发证机构) is responsible, and what is known of its window.
import { html, nothing } from 'lit-html';
import { search, type Agency, type InLanguages } from '../agencies.js';
import type { Entrance } from '../entrance.js';
import { language, t } from '../texts.js';
import { hotlineLink, notFetched, type View } from './parts.js';

export function agencyFinder(entrance: Entrance): View {
  const wanted = entrance.all || entrance.query !== '';
  const all = wanted ? entrance.agencies.value?.agencies : undefined;
  const result = all && (entrance.all ? { found: all } : search(all, entrance.query));
  return html`<section id="agencies" tabindex="-1" aria-labelledby="agencies-title">
    <h2 id="agencies-title">${t('agency.title')}</h2>
    <p class="measure">${t('agency.text')}</p>
    <div class="finder">
      <label for="agency-query">${t('agency.label')}</label>
      <p id="agency-hint" class="muted">${t('agency.hint')}</p>
      <div class="finder-row">
        <input id="agency-query" type="search" autocomplete="off" spellcheck="false" aria-describedby="agency-hint" .value=${entrance.query}
          @input=${(event: Event) => entrance.look((event.target as HTMLInputElement).value)} />
        <button type="button" class="secondary" id="agency-all" aria-expanded=${entrance.all} @click=${() => entrance.toggleAll()}>
          ${t(entrance.all ? 'agency.fold' : 'agency.all')}
        </button>
      </div>
    </div>
    <div role="status" id="agency-status">${result ? told(result) : wanted && !entrance.agencies.failed ? t('loading') : nothing}</div>
    ${wanted && entrance.agencies.failed ? notFetched(() => entrance.agencies.again()) : nothing}
    ${result && result.found.length > 0 ? html`<ul class="agencies">${result.found.map(entry)}</ul>` : nothing}
    <p class="muted note">${t('agency.note')} ${hotlineLink()}</p>
  </section>`;
}

function told({ found, division }: ReturnType<typeof search>): string {
  if (division) {
    return t(found.length > 0 ? 'agency.suggested' : 'agency.no_division', { division });
  }
  return found.length > 0 ? t('agency.count', { count: found.length }) : t('agency.none');
}

function entry({ value, name, window }: Agency): View {
  const [here, other] = language() === 'en' ? (['en', 'zh-CN'] as const) : (['zh-CN', 'en'] as const);
  return html`<li>
    <h3>${name[here]}</h3>
    <p class="muted"><span lang=${other}>${name[other]}</span> <span class="agency-code">${t('agency.code', { code: value })}</span></p>
    ${window
      ? html`<dl>
          ${fact('address', said(window.address))} ${fact('hours', said(window.hours))}
          ${fact('phone', window.phone && html`<a class="tel" href="tel:${window.phone}">${window.phone}</a>`)}
        </dl>`
      : html`<p class="unknown">${t('agency.unknown.all')}</p>`}
  </li>`;
}

const said = (text: InLanguages | null) => text?.[language()];

const fact = (name: string, value: unknown): View =>
  html`<div><dt>${t(`agency.${name}`)}</dt><dd class=${value ? '' : 'unknown'}>${value || t('agency.unknown')}</dd></div>`;
