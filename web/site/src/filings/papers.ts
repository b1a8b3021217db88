// The papers that are printed, signed, stamped and scanned: this project's own drafts of them, filled from a filing's answers.
import type { Catalogue, JsonObject } from '@ekey/client';
import type { App } from '../app.js';
import { GuideTexts } from '../guides.js';
import { OnDemand } from '../on-demand.js';
import { answersOf, hasher, rules, type Definition, type StoredAnswer } from '../rules.js';
import { answerText, language, type Language } from '../texts.js';
import { Tracking } from './tracking.js';

/** By the names of the material items that their scans are. */
export const papers = ['applicationForm', 'sealConfirmation', 'authorisationLetter', 'userAgreement'] as const;
export type Paper = (typeof papers)[number];
export const isPaper = (name: string): name is Paper => (papers as readonly string[]).includes(name);

/** Those that a form asks a scan of; of any the application form may be printed. */
export function papersOf({ items }: Definition): readonly Paper[] {
  const asked = items.find(({ id }) => id === 'materials')?.items?.map(({ id }) => id) ?? [];
  return papers.filter((paper) => paper === 'applicationForm' || asked.includes(paper));
}

export class Papers {
  readonly tracking: Tracking;
  answers: JsonObject | undefined;
  stored: readonly StoredAnswer[] = [];
  /** SM3 of the canonical answers, in hexadecimal; undefined where no worker is to be had. */
  sm3: string | undefined;
  readonly #texts: Readonly<Record<Language, OnDemand<Catalogue>>>;

  constructor(private readonly app: App) {
    const changed = () => app.update();
    this.tracking = new Tracking(app);
    const texts = (of: Language) => new OnDemand<Catalogue>(`/papers.${of}.json`, changed);
    this.#texts = { 'zh-CN': texts('zh-CN'), en: texts('en') };
  }

  async enter(filing: string): Promise<void> {
    const { app } = this;
    [this.answers, this.stored, this.sm3] = [undefined, [], undefined];
    app.load();
    await this.tracking.enter(filing);
    this.answers = await this.tracking.answers();
    this.stored = answersOf(this.tracking.definition!.items, this.answers);
    this.sm3 = await digest(this.answers).catch(() => undefined); // told on the paper
  }

  get failed(): boolean {
    return this.#texts[language()].failed;
  }

  again(): void {
    this.#texts[language()].again();
  }

  get texts(): GuideTexts | undefined {
    const catalogue = this.#texts[language()].value;
    return catalogue && new GuideTexts(catalogue);
  }

  /** An answer as people read it, by its pattern; blank where there is none. */
  answer(pattern: string): string {
    const stored = this.stored.find((one) => one.pattern === pattern);
    return stored ? answerText(stored) : '';
  }
}

async function digest(answers: JsonObject): Promise<string | undefined> {
  const canonical = (await rules()).canonical(JSON.stringify(answers));
  if (canonical.errors) {
    return undefined;
  }
  const { sm3 } = await (await hasher()).digest(new Blob([canonical.result]), { algorithms: ['sm3'] });
  return sm3;
}
