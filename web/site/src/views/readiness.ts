// The key helper, and whether this computer is ready for it.
import { html, nothing } from 'lit-html';
import type { DiagnosisStep } from '@ekey/client';
import type { App } from '../app.js';
import { problemText } from '../problems.js';
import type { Readiness } from '../readiness.js';
import { t } from '../texts.js';
import { help } from './key-panel.js';
import type { View } from './parts.js';

const marks = { ok: '✓', warning: '!', failed: '✕', not_reached: '–' } as const;

export function readinessCheck(app: App, readiness: Readiness): View {
  const { steps, checking } = readiness;
  const { problems, cancelled } = app.key;
  const before = !steps && problems.length === 0 && !cancelled;
  return html`<section id="helper" tabindex="-1" aria-labelledby="helper-title">
    <h2 id="helper-title">${t('ready.title')}</h2>
    <p class="measure">${t('ready.text')}</p>
    <p class="measure">${t('ready.text.more')}</p>
    <p class="actions">
      <button type="button" class="secondary" id="ready-check" aria-disabled=${checking} @click=${() => readiness.check(app.key)}>
        ${t(before || checking ? 'ready.check' : problems.length > 0 ? 'key.again' : 'ready.again')}
      </button>
      ${checking ? html`<button type="button" class="link" @click=${() => app.key.cancel()}>${t('action.cancel')}</button>` : nothing}
    </p>
    <p role="status" id="ready-status" class=${steps ? `ready-told ${worst(steps)}` : 'ready-told'}>${told(app, readiness)}</p>
    ${checking ? nothing : help(app)} ${steps ? list(steps) : nothing}
  </section>`;
}

function told({ key }: App, { steps, checking }: Readiness): string | typeof nothing {
  if (checking) {
    return t('ready.working');
  }
  if (steps) {
    const count = steps.filter(({ state }) => state === 'warning').length;
    return t(`ready.${{ ok: 'good', warning: 'warned', failed: 'bad' }[worst(steps)]}`, { count });
  }
  if (key.problems.length > 0) {
    return key.problems.map(problemText).join(' ');
  }
  return key.cancelled ? t('ready.cancelled') : nothing;
}

function worst(steps: readonly DiagnosisStep[]): 'ok' | 'warning' | 'failed' {
  const has = (wanted: DiagnosisStep['state']) => steps.some(({ state }) => state === wanted);
  return has('failed') ? 'failed' : has('warning') ? 'warning' : 'ok';
}

const list = (steps: readonly DiagnosisStep[]): View => html`<ul class="ready-steps" aria-label=${t('ready.steps')}>
  ${steps.map(
    ({ step, state, code, params = {} }) => html`<li class=${state}>
      <span class="ready-mark" aria-hidden="true">${marks[state]}</span>
      <span class="ready-step">${t(`ready.step.${step}`)}</span> <span class="ready-state">${t(`ready.state.${state}`)}</span>
      ${code ? html`<span class="ready-next">${problemText({ code, params })}</span>` : nothing}
    </li>`,
  )}
</ul>`;
