// The guides of the eight businesses. Their texts are messages/<language>/guides.json, fetched when a guide is opened; what differs in
// kind between businesses stands here.
import { filled, type Catalogue } from '@ekey/client';
import { OnDemand } from './on-demand.js';
import { language, words, type Language, type Params } from './texts.js';

interface Traits {
  /** Who may begin it, as the portal's own table has it (portal/filings/businesses.h). */
  readonly by: readonly Manner[];
  /** The six documents: demanded by published instructions, or only likely to be the same as for a first application. */
  readonly materials?: 'published' | 'likely';
  /** The published times hold for it. */
  readonly times?: boolean;
}

/** How one logs in. */
export type Manner = 'password' | 'key';

const either: readonly Manner[] = ['password', 'key'];

const traits = {
  first: { by: ['password'], materials: 'published', times: true },
  additional: { by: either, materials: 'likely', times: true },
  renewal: { by: ['key'] },
  reissue: { by: either, materials: 'likely', times: true },
  change: { by: either },
  unlock: { by: either },
  cancellation: { by: either },
  mobileAuthorisation: { by: either },
} as const satisfies Record<string, Traits>;

export type Business = keyof typeof traits;
export const businesses = Object.keys(traits) as Business[];
export const isBusiness = (name: string): name is Business => Object.hasOwn(traits, name);
export const traitsOf = (business: Business): Traits => traits[business];

/** Who signs which of the six documents; all of them bear the company's seal. */
export const materials = [
  { name: 'applicationForm', signer: 'legalRepresentative' },
  { name: 'sealConfirmation', signer: 'authorisedUser' },
  { name: 'businessLicence' },
  { name: 'identity' },
  { name: 'authorisation' },
  { name: 'userAgreement', signer: 'authorisedUser' },
] as const satisfies readonly { name: string; signer?: 'legalRepresentative' | 'authorisedUser' }[];

/** Working days. */
export const times = [
  { name: 'review', days: 2 },
  { name: 'making', days: 5 },
  { name: 'notice', days: 3, within: true },
] as const;

/** The guides' texts in the language of now. */
export class Guides {
  readonly #texts: Readonly<Record<Language, OnDemand<Catalogue>>>;

  constructor(changed: () => void) {
    const texts = (of: Language) => new OnDemand<Catalogue>(`/guides.${of}.json`, changed);
    this.#texts = { 'zh-CN': texts('zh-CN'), en: texts('en') };
  }

  get failed(): boolean {
    return this.#texts[language()].failed;
  }

  again(): void {
    this.#texts[language()].again();
  }

  get ready(): GuideTexts | undefined {
    const catalogue = this.#texts[language()].value;
    return catalogue && new GuideTexts(catalogue);
  }
}

export class GuideTexts {
  constructor(private readonly catalogue: Catalogue) {}

  one(code: string, params: Params = {}): string {
    return filled(this.catalogue[code] ?? code, params, words());
  }

  has(code: string): boolean {
    return this.catalogue[code] !== undefined;
  }

  /** `code.1`, `code.2` and on, as many as there are. */
  list(code: string): string[] {
    const found: string[] = [];
    while (this.has(`${code}.${found.length + 1}`)) {
      found.push(this.one(`${code}.${found.length + 1}`));
    }
    return found;
  }
}
