import { html, nothing } from 'lit-html';
import { formTexts, t } from '../../texts.js';
import type { View } from '../../views/parts.js';

/** Where in a filing the person is: log in, then the form's pages, then the check. */
export function steps(pages: readonly string[], current: string): View {
  if (pages.length === 0) {
    return nothing; // not known before a filing is open
  }
  const names = ['start', ...pages, 'check'];
  const index = names.indexOf(current);
  const text = (name: string) => formTexts().pages[name] ?? t(`step.${name}`);
  return html`<nav class="steps" aria-label=${t('steps.label')}>
    <p class="steps-short">${t('steps.count', { number: index + 1, of: names.length })}</p>
    <ol>
      ${names.map(
        (name, at) => html`<li class=${at < index ? 'done' : at === index ? 'now' : ''} aria-current=${at === index ? 'step' : nothing}>
          <span class="step-number" aria-hidden="true">${at < index ? '✓' : at + 1}</span><span>${text(name)}</span>
        </li>`,
      )}
    </ol>
  </nav>`;
}
