import { html, render } from 'lit-html';
import type { EkeyForm } from '@ekey/client/elements';
import { App } from './app.js';
import { chosenLanguage } from './browser.js';
import { Entrance } from './entrance.js';
import { Guides } from './guides.js';
import { interceptLinks } from './router.js';
import { sectionOf } from './sections.js';
import { language, t } from './texts.js';
import { entrancePage } from './views/entrance.js';
import { frame } from './views/frame.js';
import { guidePage } from './views/guide.js';
import { errorSummary, loading, type View } from './views/parts.js';

const root = document.getElementById('app')!;

function view(): View {
  const { route, section } = app;
  switch (route.name) {
    case 'entrance':
      return html`${errorSummary(app.problems)}${entrancePage(app, entrance)}`;
    case 'guide':
      return html`${errorSummary(app.problems)}${guidePage(guides, route.business)}`;
    default:
      return section ? section.view(route) : sectionOf(route) ? waiting() : unknown();
  }
}

/** While a part of the site is fetched, or where that failed. */
const waiting = (): View => html`${errorSummary(app.problems)}
  <h1 tabindex="-1">${t('frame.name')}</h1>
  ${app.problems.length > 0 ? html`<p><button type="button" class="primary" @click=${() => app.arrive()}>${t('action.again')}</button></p>` : loading()}`;

const unknown = (): View => html`<h1 tabindex="-1">${t('unknown.title')}</h1>
  <p class="lead">${t('unknown.text')}</p>
  <p><a class="button primary" href="/">${t('action.home')}</a></p>`;

function title(): string {
  const { route, section } = app;
  if (section) {
    return section.title(route);
  }
  return route.name === 'guide' ? t(`business.${route.business}`) : t(route.name === 'entrance' || route.name === 'unknown' ? `${route.name}.title` : 'loading');
}

const form = (): EkeyForm | null => document.querySelector('ekey-form');

function show(): void {
  document.documentElement.lang = language();
  render(frame(app, view()), root);
  const wrong = app.problems.length > 0 || form()?.wrong ? t('problem.prefix') : '';
  document.title = `${wrong}${title()} - ${t('frame.name')}`;
}

/** A new page begins at its heading, or at the item of the form or the section that a link named. */
function arrive(hash: string): void {
  entrance.leave();
  document.body.scrollIntoView({ block: 'start' });
  const named = hash && !form() ? document.getElementById(hash.slice(1)) : null;
  if (named) {
    named.focus();
  } else if (form()) {
    form()!.arrive(hash ? decodeURIComponent(hash.slice(1)) : undefined);
  } else {
    root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}

function alarm(): void {
  document.getElementById('problems')?.focus();
}

const app = new App({ show, arrive, alarm, form });
const entrance = new Entrance(() => app.update());
const guides = new Guides(() => app.update());

interceptLinks((url) => {
  void app.go(url.pathname + url.search + url.hash);
});
window.addEventListener('popstate', () => void app.arrive());
window.addEventListener('pagehide', () => app.leave());

show();
if (chosenLanguage.get() === 'en') {
  await app.speak('en');
}
await app.start();
if (app.route.name === 'entrance' && location.hash) {
  arrive(location.hash);
}
