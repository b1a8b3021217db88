// The parts of the site that most visitors of the first page do without: each is fetched when an address of its own is first opened.
import type { App } from './app.js';
import type { Route } from './router.js';
import type { View } from './views/parts.js';

export interface Section {
  /** Gets what an address of this section shows. What it throws is shown by the page. */
  enter(route: Route): Promise<void>;
  view(route: Route): View;
  title(route: Route): string;
  /** The person goes elsewhere, or the page ends: what is not kept yet is kept now. */
  leave(): Promise<void>;
}

export type SectionName = 'accounts' | 'filings';

/** Undefined: the address belongs to the first page's own program. */
export function sectionOf({ name }: Route): SectionName | undefined {
  switch (name) {
    case 'entrance':
    case 'guide':
    case 'unknown':
      return undefined;
    case 'file':
    case 'filings':
    case 'filing':
    case 'page':
    case 'document':
      return 'filings';
    default:
      return 'accounts';
  }
}

/** Of these nothing is shown to nobody. */
export const needsSession = ({ name }: Route): boolean => ['account', 'filings', 'filing', 'page', 'document'].includes(name);

const load: Readonly<Record<SectionName, () => Promise<{ readonly open: (app: App) => Section }>>> = {
  accounts: () => import('./accounts/section.js'),
  filings: () => import('./filings/section.js'),
};

export class Sections {
  readonly #open = new Map<SectionName, Section>();

  constructor(private readonly app: App) {}

  /** Where it has been fetched already. */
  at(route: Route): Section | undefined {
    const name = sectionOf(route);
    return name && this.#open.get(name);
  }

  /** Throws TypeError when it cannot be fetched. */
  async fetch(name: SectionName): Promise<Section> {
    const { open } = await load[name]();
    const section = this.#open.get(name) ?? open(this.app);
    this.#open.set(name, section);
    return section;
  }
}
