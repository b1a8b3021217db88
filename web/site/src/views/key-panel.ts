// What the person sees while the key is used: where it stands, what to do now, and how to get the helper where there is none.
import { html, nothing } from 'lit-html';
import type { App } from '../app.js';
import { dateText, t } from '../texts.js';
import { hotlineLink, type View } from './parts.js';

const order = ['find', 'window', 'portal'] as const;

/** `go` starts, or starts again. */
export function keyPanel(app: App, label: string, go: () => void): View {
  const { key } = app;
  const step = app.sending ? 'portal' : key.step;
  if (step) {
    return working(app, step);
  }
  return html`<div class="key" id="key" tabindex="-1">
    ${choices(app, go)} ${help(app)} ${key.cancelled ? html`<p class="muted" role="status">${t('key.cancelled')}</p>` : nothing}
    <button type="button" class="primary" id="key-start" @click=${go} ?hidden=${key.choices.length > 0}>
      ${key.problems.length > 0 ? t('key.again') : label}
    </button>
  </div>`;
}

function working(app: App, step: (typeof order)[number]): View {
  const sign = app.sending || app.key.use === 'sign';
  const at = order.indexOf(step);
  return html`<div class="key working" id="key" tabindex="-1" role="status">
    <ol class="progress-steps">
      ${order.map(
        (name, index) => html`<li class=${index < at ? 'done' : index === at ? 'now' : ''}>
          <span class="dot" aria-hidden="true">${index < at ? '✓' : ''}</span>
          <span>${t(name === 'portal' ? (sign ? 'key.step.submit' : 'key.step.login') : `key.step.${name}`)}</span>
        </li>`,
      )}
    </ol>
    <p>${t(`key.now.${step}`)}</p>
    ${app.sending ? nothing : html`<button type="button" class="secondary" @click=${() => app.key.cancel()}>${t('action.cancel')}</button>`}
  </div>`;
}

function choices(app: App, go: () => void): View {
  const { key } = app;
  if (key.choices.length === 0) {
    return nothing;
  }
  const choose = (event: Event) => {
    event.preventDefault();
    const chosen = new FormData(event.target as HTMLFormElement).get('certificate');
    if (typeof chosen === 'string') {
      key.choose(chosen);
      go();
    }
  };
  const day = (seconds: number) => dateText(new Date(seconds * 1000).toISOString().slice(0, 10));
  return html`<form novalidate @submit=${choose}>
    <fieldset class="choices">
      <legend>${t('key.several')}</legend>
      ${key.choices.map(
        ({ certificate, issuer, notBefore, notAfter }, index) => html`<label class="choice">
          <input type="radio" name="certificate" value=${certificate} ?checked=${index === 0} />
          <span>${issuer}<br /><span class="muted">${t('key.validity', { from: day(notBefore), to: day(notAfter) })}</span></span>
        </label>`,
      )}
    </fieldset>
    <button class="primary">${t('action.continue')}</button>
  </form>`;
}

/** What to do about the host, by what was found out. */
export function help(app: App): View {
  const code = app.key.problems[0]?.code;
  if (code === 'signer.absent') {
    return html`<div class="help">
      <h2>${t('host.get.title')}</h2>
      <ol>
        <li>${t('host.get.install')} ${hotlineLink()}</li>
        <li>${t('host.get.start')}</li>
        <li>${t('host.get.again')}</li>
      </ol>
      ${app.info?.demonstration ? html`<p>${t('host.get.demonstration')}</p>` : nothing}
      <p class="muted">${t('host.get.kept')}</p>
    </div>`;
  }
  if (!code?.startsWith('signer.')) {
    return nothing;
  }
  const { params } = app.key.problems[0]!;
  return html`<div class="help">
    <p>${t(`${code}.remedy`, params)}</p>
    ${code === 'signer.origin' ? html`<p class="administrator">${t('signer.origin.administrator', params)}</p>` : nothing}
    ${code === 'signer.stopped' && app.info?.demonstration ? html`<p>${t('host.get.demonstration')}</p>` : nothing}
    ${code === 'signer.stopped' ? html`<p class="muted">${t('host.get.kept')}</p>` : nothing}
  </div>`;
}
