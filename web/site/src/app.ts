// The state of the page and what a person can do to it. Views only read it; every change ends in update().
import type { EkeyForm } from '@ekey/client/elements';
import * as drafts from './drafts.js';
import { Filing } from './filing.js';
import { answersOf, rules, type Definition, type StoredAnswer } from './form.js';
import { Key } from './key.js';
import { portal, PortalError, type FilingRecord, type PortalInfo, type SessionInfo } from './portal.js';
import { problemsOf, type Problem } from './problems.js';
import { routeOf, type Route } from './router.js';
import { setLanguage, type Language } from './texts.js';

export class App {
  route: Route = routeOf(location.pathname);
  info: PortalInfo | undefined;
  session: SessionInfo | undefined;
  filing: Filing | undefined;
  record: (FilingRecord & { readonly stored: readonly StoredAnswer[] }) | undefined;
  problems: readonly Problem[] = [];
  /** A text's code: something to know that is no error. */
  notice: string | undefined;
  loading = false;
  /** A signed document is on its way to the portal. */
  sending = false;
  readonly key = new Key(() => this.update());
  #returnTo: string | undefined;
  #visit = 0;

  /** `show`: draws the page as it is now. `arrive`: puts the focus where a new page begins. `alarm`: on what went wrong. `form`: where it is shown. */
  constructor(readonly screen: { show: () => void; arrive: (hash: string) => void; alarm: () => void; form: () => EkeyForm | null }) {}

  update(): void {
    this.screen.show();
  }

  /** Shows what went wrong and puts the focus on it. */
  fail(problems: readonly Problem[]): void {
    this.problems = problems;
    this.update();
    this.screen.alarm();
  }

  async start(): Promise<void> {
    try {
      this.info = await portal.info();
      if (drafts.loggedIn.get()) {
        await this.#recallSession();
      }
    } catch (error) {
      this.fail(problemsOf(error));
      return;
    }
    await this.#enter();
  }

  async go(path: string, replace = false): Promise<void> {
    const url = new URL(path, location.origin);
    history[replace ? 'replaceState' : 'pushState'](null, '', url);
    await this.arrive();
  }

  /** The address has changed. */
  async arrive(): Promise<void> {
    this.saveNow();
    this.route = routeOf(location.pathname);
    this.problems = [];
    this.notice = undefined;
    this.key.cancel();
    this.key.reset();
    const here = await this.#enter();
    if (here) {
      this.screen.arrive(location.hash);
    }
  }

  async speak(language: Language): Promise<void> {
    try {
      await setLanguage(language);
      drafts.chosenLanguage.set(language);
      this.update();
    } catch {
      this.fail([{ code: 'portal.unreachable', params: {} }]);
    }
  }

  async login(): Promise<void> {
    this.problems = [];
    this.notice = undefined;
    rules().catch(() => {}); // fetched while the person types the PIN; a failure shows when it is needed
    const session = await this.key.run('authenticate', async ({ signer, certificate, signal, enter }) => {
      const { nonce } = await portal.challenge();
      enter('window');
      const token = await signer.authenticate(nonce, { signal, ...(certificate && { certificate }) });
      enter('portal');
      return portal.login(token);
    });
    if (!session) {
      this.keyEnded();
      return;
    }
    drafts.loosen(session.enterprise.uscc);
    this.#remember(session);
    if (this.route.name === 'start') {
      const to = this.#returnTo;
      this.#returnTo = undefined;
      await this.go(to ?? '/renewal/enterprise');
    } else {
      await this.arrive();
    }
  }

  async logout(): Promise<void> {
    this.saveNow();
    try {
      await portal.logout();
    } catch (error) {
      this.fail(problemsOf(error));
      return;
    }
    this.forgetSession();
    await this.#drop();
    this.record = undefined;
    await this.go('/');
  }

  /** The portal no longer knows who is here. The answers stay. */
  forgetSession(): void {
    this.session = undefined;
    drafts.loggedIn.set(false);
    this.filing?.detach();
  }

  async forgetDraft(): Promise<void> {
    drafts.forgetAll();
    await this.#drop();
    this.notice = 'draft.forgotten';
    this.update();
  }

  saveNow(): void {
    if (this.session && this.filing?.session === this.session) {
      this.filing.save(); // one of a session that has ended would bring back what ties it to that
    }
  }

  /** The portal has it: nothing of it stays in this browser. */
  async submitted(filing: Filing): Promise<void> {
    await this.#drop();
    drafts.forget(filing.enterprise.uscc);
    await this.go(`/filings/${encodeURIComponent(filing.info.filing)}`);
  }

  /** Begins the filing anew with the same answers: its nonce or session is no longer good. */
  async renewFiling(): Promise<void> {
    const before = this.filing;
    if (!this.session || !before) {
      return;
    }
    before.detach();
    this.#load();
    try {
      this.notice = (await this.#begin(this.session, before)) ?? 'notice.begun_anew';
    } catch (error) {
      this.problems = problemsOf(error);
    }
    this.loading = false;
  }

  /** The session ended under the person's hands: back to the log-in, and from there to where they were. */
  async expire(): Promise<void> {
    this.forgetSession();
    this.#returnTo = location.pathname + location.search;
    await this.go('/renewal');
    this.notice = 'notice.expired';
    this.update();
  }

  // True when the page shown is the one that was asked for.
  async #enter(): Promise<boolean> {
    const visit = ++this.#visit;
    try {
      const { route } = this;
      if (route.name === 'page' || route.name === 'check') {
        if (!this.session) {
          this.#returnTo = location.pathname + location.search;
          await this.go('/renewal', true);
          this.notice = 'notice.login_first';
          this.update();
          return false;
        }
        await this.#openFiling();
      } else if (route.name === 'record') {
        this.record = undefined;
        if (this.session) {
          this.#load();
          const [record, definition] = await Promise.all([portal.record(route.filing), portal.definition()]);
          this.record = { ...record, stored: answersOf((JSON.parse(definition) as Definition).items, record.answers) };
        }
      }
    } catch (error) {
      this.loading = false;
      if (error instanceof PortalError && error.loggedOut) {
        this.forgetSession();
        return this.#enter();
      }
      this.fail(problemsOf(error));
      return false;
    }
    if (visit !== this.#visit) {
      return false; // the person went on meanwhile
    }
    this.loading = false;
    this.update();
    return true;
  }

  async #openFiling(): Promise<void> {
    const { session } = this;
    if (!session || this.filing?.session === session) {
      return;
    }
    this.#load();
    this.notice = (await this.#begin(session, this.filing)) ?? this.notice;
  }

  /** The code of what the person must know of it. */
  async #begin(session: SessionInfo, before: Filing | undefined): Promise<string | undefined> {
    const filing = await Filing.open(session, before);
    filing.onExpired = () => void this.expire();
    this.filing = filing;
    return filing.answersLeft ? 'notice.answers_again' : filing.materialsMissing ? 'notice.materials_again' : undefined;
  }

  /** The form leaves the page, and hands over what it has not yet, before its session ends. */
  async #drop(): Promise<void> {
    const { filing } = this;
    this.filing = undefined;
    this.update();
    await Promise.resolve();
    filing?.close();
  }

  #load(): void {
    this.loading = true;
    this.update();
  }

  /** The key's operation is over without a result: what came of it is shown. */
  keyEnded(): void {
    if (this.key.problems.length > 0) {
      this.fail(this.key.problems);
    } else {
      this.update();
    }
  }

  #remember(session: SessionInfo): void {
    this.session = session;
    drafts.loggedIn.set(true);
  }

  async #recallSession(): Promise<void> {
    try {
      this.#remember(await portal.session());
    } catch (error) {
      if (!(error instanceof PortalError && error.loggedOut)) {
        throw error;
      }
      this.forgetSession();
    }
  }
}
