import { html, nothing } from 'lit-html';
import type { App } from '../app.js';
import { language, t } from '../texts.js';
import { hotlineLink, type View } from './parts.js';

/** The page around a view. */
export function frame(app: App, main: View): View {
  const other = language() === 'en' ? 'zh-CN' : 'en';
  return html`
    <a class="skip" href="#main" @click=${skip}>${t('frame.skip')}</a>
    ${app.info?.demonstration
      ? html`<div class="demonstration" role="region" aria-label=${t('frame.demonstration')}><div class="wrap"><strong>${t('frame.demonstration')}</strong> <span>${t('frame.demonstration.text')}</span></div></div>`
      : nothing}
    <header class="head">
      <div class="wrap">
        <a class="brand" href="/">
          <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="38" height="38" rx="9" fill="none" stroke="currentColor" stroke-opacity=".45" stroke-width="1.5" />
            <circle cx="14.5" cy="20" r="5.5" fill="none" stroke="currentColor" stroke-width="2.6" />
            <path d="M20 20h12.5M28 20v5M32.5 20v3.6" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
          </svg>
          <span><span class="brand-name">${t('frame.name')}</span><span class="brand-more">${t('frame.name.more')}</span></span>
        </a>
        <div class="head-tools">
          ${app.session ? nothing : html`<nav aria-label=${t('frame.account')}><a href="/register">${t('register.link')}</a> <a href="/login">${t('login.link')}</a></nav>`}
          <button type="button" class="plain" id="language" lang=${other} @click=${() => app.speak(other)}>${other === 'en' ? 'English' : '中文'}</button>
        </div>
      </div>
    </header>
    ${app.session ? account(app) : nothing}
    <main id="main" class="wrap" tabindex="-1">${main}</main>
    <footer class="foot">
      <div class="wrap">
        <p><strong>${t('frame.hotline')}</strong> ${hotlineLink()}</p>
        <p>${t('frame.free')}</p>
        <p class="muted">${t('frame.privacy')}</p>
      </div>
    </footer>
  `;
}

function account(app: App): View {
  const { enterprise, account: by, role } = app.session!;
  return html`<div class="account" role="region" aria-label=${t('frame.logged_in')}>
    <div class="wrap">
      <p>
        <span class="muted">${t('frame.logged_in')}</span> ${enterprise ? html`<strong>${enterprise.name}</strong> <span class="code">${enterprise.uscc}</span>` : t(`role.${role}`)}
        <span class="by">${by ? by.login : t('frame.by_key')}</span>
      </p>
      <nav aria-label=${t('frame.account')}>
        ${role === 'enterprise' ? html`<a href="/filings">${t('filings.title')}</a>` : nothing} <a href="/account">${t('account.link')}</a>
        <button type="button" class="link" id="logout" @click=${() => app.logout()}>${t('action.logout')}</button>
      </nav>
    </div>
  </div>`;
}

// A link to a place on this page would otherwise be taken for another page of the site.
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
