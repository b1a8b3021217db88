// A filing as far as it has come.
import type { Draft, JsonObject } from '@ekey/client';
import type { App } from '../app.js';
import { unsent } from '../browser.js';
import type { Business } from '../guides.js';
import { portal, PortalError, type FilingRecord, type States, type Versioned } from '../portal.js';
import { problemsOf } from '../problems.js';
import { answersOf, openForm, rules, type Definition, type StoredAnswer } from '../rules.js';
import { speakOf } from '../texts.js';
import { isOpen } from './filing.js';
import { wayAhead } from './way.js';

export class Tracking {
  at: Versioned<FilingRecord> | undefined;
  definition: Definition | undefined;
  stored: readonly StoredAnswer[] = [];
  /** The states that usually follow, in order; several in one step: one of them. */
  ahead: readonly (readonly string[])[] = [];
  /** The person is asked whether they mean it. */
  withdrawing = false;
  #text = '';
  #states: States | undefined;

  constructor(private readonly app: App) {}

  async enter(filing: string): Promise<void> {
    const { app } = this;
    this.at = undefined;
    this.withdrawing = location.hash === '#withdraw';
    app.load();
    await this.#fetch(filing);
  }

  askWithdrawal(asked: boolean): void {
    this.withdrawing = asked;
    this.app.update();
    document.getElementById(asked ? 'withdraw' : 'ask-withdrawal')?.focus();
  }

  async withdraw(): Promise<void> {
    const { app, at } = this;
    if (!at) {
      return;
    }
    app.quiet();
    try {
      await portal.withdraw(at.value.filing, at.etag);
      unsent.forget(at.value.filing);
      this.withdrawing = false;
      app.notice = at.value.state === 'draft' ? 'withdraw.thrown_away' : 'withdraw.done';
      await this.#fetch(at.value.filing);
      app.update();
      app.screen.arrive('');
    } catch (error) {
      if (error instanceof PortalError && error.loggedOut) {
        await app.expire();
        return;
      }
      if (error instanceof PortalError && error.status === 412) {
        await this.#fetch(at.value.filing); // the person sees what it has become, and decides again
      }
      app.fail(problemsOf(error));
    }
  }

  /** Of a submitted one what was submitted, of a draft what it would submit: that needs the rules, and fails where they do. */
  async answers(): Promise<JsonObject> {
    const { value: record } = this.at!;
    const id = record.filing;
    if (!isOpen(record)) {
      return record.answers as JsonObject;
    }
    const draft = unsent.of(id)?.draft ?? (record.draft as Draft | null) ?? undefined;
    const { session } = openForm(await rules(), this.#text, record.facts as JsonObject, draft);
    try {
      return session.answers();
    } finally {
      session.close();
    }
  }

  async #fetch(filing: string): Promise<void> {
    const at = await portal.filing(filing);
    const business = at.value.business as Business;
    const [text, states] = await Promise.all([portal.definition(business), this.#states ?? portal.states(), speakOf(business)]);
    this.#states = states;
    this.ahead = wayAhead(states, at.value);
    this.#text = text;
    this.definition = JSON.parse(text) as Definition;
    this.stored = answersOf(this.definition.items, at.value.answers as JsonObject);
    this.at = at;
  }
}
