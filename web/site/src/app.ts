// Where the person is on the site and what is said there. Views only read it; every change ends in update().
import type { EkeyForm } from '@ekey/client/elements';
import { chosenLanguage } from './browser.js';
import { Key } from './key.js';
import { portal, PortalError, type PortalInfo, type SessionInfo } from './portal.js';
import { problemsOf, type Problem } from './problems.js';
import { routeOf, type Route } from './router.js';
import { needsSession, sectionOf, Sections, type Section } from './sections.js';
import { setLanguage, type Language } from './texts.js';
import { Visitor } from './visitor.js';

export interface Screen {
  /** Draws the page as it is now. */
  readonly show: () => void;
  /** Puts the focus where a new page begins. */
  readonly arrive: (hash: string) => void;
  /** Puts it on what went wrong. */
  readonly alarm: () => void;
  readonly form: () => EkeyForm | null;
}

export class App {
  route: Route = routeOf(location.pathname);
  info: PortalInfo | undefined;
  problems: readonly Problem[] = [];
  /** A text's code: something to know that is no error. */
  notice: string | undefined;
  /** What the page shows is on its way. */
  loading = false;
  /** A submission is on its way to the portal. */
  sending = false;
  readonly key = new Key(() => this.update());
  readonly visitor = new Visitor();
  readonly #sections = new Sections(this);
  #returnTo: string | undefined;
  #visit = 0;

  constructor(readonly screen: Screen) {}

  get session(): SessionInfo | undefined {
    return this.visitor.session;
  }

  /** That of the address, once it has been fetched. */
  get section(): Section | undefined {
    return this.#sections.at(this.route);
  }

  update(): void {
    this.screen.show();
  }

  /** Shows what went wrong and puts the focus on it. */
  fail(problems: readonly Problem[]): void {
    this.problems = problems;
    this.update();
    this.screen.alarm();
  }

  /** Nothing is said of what went before. */
  quiet(): void {
    this.problems = [];
    this.notice = undefined;
  }

  load(): void {
    this.loading = true;
    this.update();
  }

  async start(): Promise<void> {
    try {
      this.info = await portal.info();
      await this.visitor.recall();
    } catch (error) {
      this.fail(problemsOf(error));
      return;
    }
    await this.#enter();
  }

  async go(path: string, replace = false): Promise<void> {
    history[replace ? 'replaceState' : 'pushState'](null, '', new URL(path, location.origin));
    await this.arrive();
  }

  /** The address has changed. */
  async arrive(): Promise<void> {
    const left = this.section;
    this.route = routeOf(location.pathname);
    void left?.leave();
    this.quiet();
    this.key.cancel();
    this.key.reset();
    if (await this.#enter()) {
      this.screen.arrive(location.hash);
    }
  }

  /** The page ends. */
  leave(): void {
    void this.section?.leave();
  }

  async speak(language: Language): Promise<void> {
    try {
      await setLanguage(language);
      chosenLanguage.set(language);
      this.update();
    } catch {
      this.fail([{ code: 'portal.unreachable', params: {} }]);
    }
  }

  /** Somebody has logged in: on to where they were going. */
  async entered(session: SessionInfo): Promise<void> {
    this.visitor.remember(session);
    if (this.route.name === 'file') {
      await this.arrive();
      return;
    }
    const to = this.#returnTo ?? (session.role === 'enterprise' ? '/filings' : '/account');
    this.#returnTo = undefined;
    await this.go(to, true);
  }

  async logout(): Promise<void> {
    await this.section?.leave();
    try {
      await portal.logout();
    } catch (error) {
      if (!(error instanceof PortalError && error.loggedOut)) {
        this.fail(problemsOf(error));
        return;
      }
    }
    this.visitor.forget();
    await this.go('/');
  }

  /** To the log-in, and from there back to here. */
  async askWho(notice: string): Promise<void> {
    this.visitor.forget();
    if (this.route.name === 'login') {
      return;
    }
    const here = location.pathname + location.search;
    await this.go('/login', true);
    this.#returnTo = here;
    this.notice = notice;
    this.update();
  }

  /** The session ended under the person's hands. */
  expire(): Promise<void> {
    return this.askWho('notice.expired');
  }

  // True when the page shown is the one that was asked for.
  async #enter(): Promise<boolean> {
    const visit = ++this.#visit;
    const name = sectionOf(this.route);
    try {
      if (needsSession(this.route) && !this.session) {
        await this.askWho('notice.login_first');
        return false;
      }
      if (!this.section) {
        this.loading = false;
        this.update(); // a section that is there tells itself what it waits for: it would flash what it was before
      }
      if (name) {
        const section = await this.#sections.fetch(name);
        if (visit !== this.#visit) return false;
        await section.enter(this.route);
      }
    } catch (error) {
      if (visit === this.#visit) {
        await this.#failed(error);
      }
      return false;
    }
    if (visit !== this.#visit) {
      return false; // the person went on meanwhile
    }
    this.loading = false;
    this.update();
    return true;
  }

  async #failed(error: unknown): Promise<void> {
    this.loading = false;
    if (error instanceof PortalError && error.loggedOut) {
      await this.expire();
    } else {
      this.fail(error instanceof TypeError ? [{ code: 'portal.unreachable', params: {} }] : problemsOf(error));
    }
  }

  /** The key's operation is over without a result: what came of it is shown. */
  keyEnded(): void {
    if (this.key.problems.length > 0) {
      this.fail(this.key.problems);
    } else {
      this.update();
    }
  }
}
