// The pages of filings: begin, fill in, submit, track, print.
import { html, nothing } from 'lit-html';
import { LogIn } from '../accounts/log-in.js';
import type { App } from '../app.js';
import type { PortalError } from '../portal.js';
import { problemsOf } from '../problems.js';
import { pathTo, resumePage, type Route } from '../router.js';
import type { Section } from '../sections.js';
import { formTexts, t } from '../texts.js';
import { errorSummary, loading, type View } from '../views/parts.js';
import { Filing, isOpen } from './filing.js';
import { FilingList } from './list.js';
import { isPaper, Papers } from './papers.js';
import { Start } from './start.js';
import { Tracking } from './tracking.js';
import { listPage } from './views/list.js';
import { paperPage } from './views/paper.js';
import { startPage } from './views/start.js';
import { trackingPage } from './views/tracking.js';

type Flow = typeof import('./views/flow.js');

class Filings implements Section {
  readonly #list: FilingList;
  readonly #start: Start;
  readonly #logIn: LogIn;
  readonly #tracking: Tracking;
  readonly #papers: Papers;
  #filing: Filing | undefined;
  #flow: Flow | undefined;

  constructor(private readonly app: App) {
    this.#list = new FilingList(app);
    this.#start = new Start(app);
    this.#logIn = new LogIn(app);
    this.#tracking = new Tracking(app);
    this.#papers = new Papers(app);
  }

  async enter(route: Route): Promise<void> {
    if (route.name !== 'page') {
      await this.#settle();
    }
    switch (route.name) {
      case 'filings':
        return this.#list.enter();
      case 'file':
        return this.#start.enter(route.business);
      case 'filing':
        return this.#tracking.enter(route.filing);
      case 'document':
        return isPaper(route.document) ? this.#papers.enter(route.filing) : undefined;
      case 'page':
        return this.#fillIn(route.filing, route.page);
    }
  }

  view(route: Route): View {
    const { app } = this;
    if (app.problems.some(({ code }) => code === 'session.role')) {
      return notTheirs(app);
    }
    switch (route.name) {
      case 'filings':
        return listPage(app, this.#list);
      case 'file':
        return startPage(app, this.#start, this.#logIn, route.business);
      case 'filing':
        return trackingPage(app, this.#tracking);
      case 'document':
        return isPaper(route.document) ? paperPage(app, this.#papers, route.document) : unknown();
      case 'page':
        return this.#page(route.filing, route.page);
      default:
        return nothing;
    }
  }

  title(route: Route): string {
    switch (route.name) {
      case 'file':
        return t(`business.${route.business}`);
      case 'filing':
        return t(this.#tracking.at?.value.state === 'submitted' ? 'record.submitted' : 'record.title');
      case 'document':
        return isPaper(route.document) ? t(`paper.${route.document}`) : t('unknown.title');
      case 'page':
        return formTexts().pages[route.page] ?? t(route.page === 'check' ? 'element.check.title' : 'record.title');
      default:
        return t('filings.title');
    }
  }

  async leave(): Promise<void> {
    this.#logIn.clear('password');
    if (this.app.session && this.#filing) {
      await this.#filing.sync.flush(true);
    }
  }

  #page(id: string, name: string): View {
    const filing = this.app.loading || this.#filing?.id !== id ? undefined : this.#filing;
    if (filing && this.#flow && (filing.pages.includes(name) || name === 'check')) {
      return this.#flow.flowPage(this.app, filing, name, (fresh) => this.#reload(fresh));
    }
    return filing && name !== resumePage ? unknown() : this.#waiting();
  }

  async #fillIn(id: string, page: string): Promise<void> {
    const { app } = this;
    this.#flow ??= await import('./views/flow.js');
    if (this.#filing?.id !== id || this.#filing.session !== app.session) {
      app.load();
      await this.#settle();
      await this.#open(id, false);
    }
    const filing = this.#filing!;
    if (!isOpen(filing.record)) {
      await app.go(pathTo.filing(id), true);
    } else if (page === resumePage) {
      await app.go(pathTo.page(id, filing.resumeAt), true);
      this.#tell(filing);
    }
  }

  async #open(id: string, fresh: boolean): Promise<void> {
    const { app } = this;
    const events = {
      changed: () => app.update(),
      expired: () => void app.expire(),
      refused: (error: PortalError) => app.fail(problemsOf(error)),
    };
    this.#filing = await Filing.open(id, app.session!, events, fresh);
    this.#tell(this.#filing);
    void this.#filing.sync.flush();
  }

  #tell(filing: Filing): void {
    this.app.notice = filing.answersLeft ? 'notice.answers_again' : filing.materialsMissing ? 'notice.materials_again' : this.app.notice;
    this.app.update();
  }

  async #reload(fresh: boolean): Promise<void> {
    const { app } = this;
    const id = this.#filing?.id;
    if (id === undefined) {
      return;
    }
    app.load();
    await this.#close();
    try {
      await this.#open(id, fresh);
    } catch (error) {
      app.problems = problemsOf(error);
    }
    app.loading = false;
    app.update();
  }

  /** The filing is left: what the portal does not have yet is sent, or stays in this browser. */
  async #settle(): Promise<void> {
    if (this.#filing) {
      await this.#close();
    }
  }

  async #close(): Promise<void> {
    const filing = this.#filing;
    this.#filing = undefined;
    this.app.update(); // the form leaves the page, and hands over what it has not yet
    await Promise.resolve();
    await filing?.sync.flush();
    filing?.close();
  }

  #waiting(): View {
    const { app } = this;
    return html`${errorSummary(app.problems)}
      <h1 tabindex="-1">${t('record.title')}</h1>
      ${app.problems.length > 0 ? html`<p><button type="button" class="primary" @click=${() => app.arrive()}>${t('action.again')}</button> <a href="/filings">${t('filings.title')}</a></p>` : loading()}`;
  }
}

/** Officers, producers and administrators file nothing. */
const notTheirs = (app: App): View => html`${errorSummary(app.problems)}
  <h1 tabindex="-1">${t('account.not_theirs')}</h1>
  <p><a class="button primary" href="/account">${t('account.link')}</a></p>`;

const unknown = (): View => html`<h1 tabindex="-1">${t('unknown.title')}</h1>
  <p class="lead">${t('unknown.text')}</p>
  <p><a class="button primary" href="/filings">${t('filings.title')}</a></p>`;

export const open = (app: App): Section => new Filings(app);
