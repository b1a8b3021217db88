// Registering an enterprise's account.
import type { Checked, Rules } from '@ekey/client';
import type { App } from '../app.js';
import { portal, PortalError, type Registration } from '../portal.js';
import type { Problem } from '../problems.js';
import { language } from '../texts.js';
import { rules } from '../rules.js';
import { Proof } from './proof.js';
import { noProof, Sheet } from './sheet.js';

export const licenceKinds = ['general', 'mechanical', 'usedVehicle'] as const satisfies readonly Registration['licenceKind'][];
const fields = ['uscc', 'enterprise', 'licenceKind', 'login', 'userName', 'email', 'mobile'] as const;
export type RegisterField = (typeof fields)[number];

const loginChecks = { general: 'loginNameGeneral', mechanical: 'loginNameMechanical', usedVehicle: 'loginNameUsedVehicle' } as const;
const staleProof = ['proof.expired', 'proof.used'];

export class Register extends Sheet<RegisterField> {
  readonly proof: Proof;
  /** Where the mail went. */
  sentTo: string | undefined;
  /** Of the enterprise code as it is typed. */
  uscc: Checked | undefined;
  #rules: Rules | undefined;

  constructor(app: App) {
    super(app, fields);
    this.proof = new Proof(() => app.update());
  }

  /** The page is opened. */
  enter(): void {
    this.sentTo = undefined;
    this.proof.begin();
    // Where the rules are not to be had nothing is said while typing, and the portal checks.
    rules().then(
      (loaded) => {
        this.#rules = loaded;
        this.#look();
      },
      () => {},
    );
  }

  leave(): void {
    this.proof.stop();
  }

  override set(field: RegisterField, value: string): void {
    super.set(field, value);
    if (field === 'uscc') {
      this.#look();
    } else if (field === 'licenceKind') {
      this.app.update();
    }
  }

  useSuggestion(): void {
    const suggestion = this.uscc?.suggestion;
    if (suggestion !== undefined) {
      this.set('uscc', suggestion);
    }
  }

  async submit(): Promise<void> {
    const taken = await this.send(this.#wrong(), async () => {
      const registration = { ...this.#registration(), proof: await this.#proved() };
      try {
        await portal.register(registration);
      } catch (error) {
        if (!(error instanceof PortalError && error.has(...staleProof))) {
          throw error;
        }
        this.proof.again();
        await portal.register({ ...registration, proof: await this.#proved() });
      }
    });
    if (!taken) {
      this.proof.again(); // one that was shown is used up
      return;
    }
    this.sentTo = this.value('email').trim();
    this.clear(...fields);
    this.uscc = undefined;
    this.proof.stop();
    this.app.update();
    this.app.screen.arrive('');
  }

  #proved(): Promise<string> {
    return this.proof.payload().catch((error: unknown) => {
      throw error instanceof PortalError ? error : noProof();
    });
  }

  #registration(): Omit<Registration, 'proof'> {
    const text = (field: RegisterField) => this.value(field).trim();
    const [uscc, enterprise, login, userName, email, mobile] = (['uscc', 'enterprise', 'login', 'userName', 'email', 'mobile'] as const).map(text) as [string, string, string, string, string, string];
    const licenceKind = this.value('licenceKind') as Registration['licenceKind'];
    return { uscc: this.uscc?.normalized || uscc, enterprise, licenceKind, login, userName, email, mobile, language: language() };
  }

  /** What is blank, and what the portal's own checks find here already. */
  #wrong(): Problem[] {
    const blank = this.blanks();
    const found = (field: RegisterField, checked: Checked | undefined): Problem[] =>
      (checked?.errors ?? []).filter(({ severity }) => severity === 'error').map(({ code, params }) => ({ code, params, field }));
    const check = (field: RegisterField, name: Parameters<Rules['check']>[0]) => found(field, this.#rules?.check(name, this.value(field)));
    const kind = this.value('licenceKind') as Registration['licenceKind'] | '';
    const wrong = [
      ...check('uscc', 'uscc'),
      ...(kind ? check('login', loginChecks[kind]) : []),
      ...check('userName', 'personName'),
      ...check('email', 'email'),
      ...check('mobile', 'mobile'),
    ];
    return fields.flatMap((field) => [...blank, ...wrong].filter((problem) => problem.field === field));
  }

  #look(): void {
    const typed = this.value('uscc');
    this.uscc = typed.trim() === '' ? undefined : this.#rules?.check('uscc', typed);
    this.app.update();
  }
}
