import { html, render } from 'lit-html';
import { App } from './app.js';
import { chosenLanguage } from './drafts.js';
import { interceptLinks } from './router.js';
import { language, t } from './texts.js';
import { check } from './views/check.js';
import { entrance } from './views/entrance.js';
import { frame } from './views/frame.js';
import { page } from './views/page.js';
import { errorSummary, loading, type View } from './views/parts.js';
import { record } from './views/record.js';
import { start } from './views/start.js';

const root = document.getElementById('app')!;

function view(): View {
  const { route } = app;
  const filing = app.loading ? undefined : app.filing; // one that is being opened anew cannot be worked on
  switch (route.name) {
    case 'entrance':
      return html`${errorSummary(app.problems)}${entrance()}`;
    case 'start':
      return start(app);
    case 'record':
      return record(app);
    case 'page':
      if (!filing) return waiting();
      return filing.pages.includes(route.page) ? page(app, filing, route.page) : unknown();
    case 'check':
      return filing ? check(app, filing) : waiting();
    default:
      return unknown();
  }
}

/** While a filing is opened, or where that failed. */
const waiting = (): View => html`${errorSummary(app.problems)}
  <h1 tabindex="-1">${t('start.title')}</h1>
  ${app.problems.length > 0 ? html`<p><button type="button" class="primary" @click=${() => app.arrive()}>${t('action.again')}</button></p>` : loading()}`;

const unknown = (): View => html`<h1 tabindex="-1">${t('unknown.title')}</h1>
  <p class="lead">${t('unknown.text')}</p>
  <p><a class="button primary" href="/">${t('action.home')}</a></p>`;

function titleCode(): string {
  const { route } = app;
  if (route.name === 'page') {
    return `page.${route.page}.title`;
  }
  return route.name === 'record' && app.record?.state === 'submitted' ? 'record.submitted' : `${route.name}.title`;
}

function show(): void {
  document.documentElement.lang = language();
  const wrong = app.problems.length > 0 ? t('problem.prefix') : '';
  document.title = `${wrong}${t(titleCode())} - ${t('frame.name')}`;
  render(frame(app, view()), root);
}

/** A new page begins at its heading, or at the field that a link named. */
function arrive(hash: string): void {
  const field = hash ? document.getElementById(hash.slice(1)) : null;
  const target = field ?? root.querySelector<HTMLElement>('h1');
  (field?.closest('.field') ?? document.body).scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}

function alarm(): void {
  document.getElementById('problems')?.focus();
}

const app = new App({ show, arrive, alarm });

interceptLinks((url) => {
  const samePage = url.pathname === location.pathname && url.search === location.search;
  if (samePage && url.hash) {
    arrive(url.hash); // a link of the error summary: the address stays as it is
  } else {
    void app.go(url.pathname + url.search + url.hash);
  }
});
window.addEventListener('popstate', () => void app.arrive());
window.addEventListener('pagehide', () => app.saveNow());

show();
if (chosenLanguage.get() === 'en') {
  await app.speak('en');
}
await app.start();
