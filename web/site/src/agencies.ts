// The issuing agencies (发证机构) of forms/agencies.json, and how a person finds theirs.
import type { Language } from './texts.js';

export type InLanguages = Readonly<Record<Language, string>>;

export interface AgencyWindow {
  readonly address: InLanguages | null;
  readonly hours: InLanguages | null;
  readonly phone: string | null;
}

export interface Agency {
  readonly value: string;
  readonly name: InLanguages;
  readonly window: AgencyWindow | null;
  /** Beginnings of the GB/T 2260 codes whose enterprises it serves; the longest one decides. */
  readonly divisions: readonly string[];
}

export interface Search {
  readonly found: readonly Agency[];
  /** Characters 3 to 8 of the enterprise code that was typed. */
  readonly division?: string;
}

/** GB 32100-2015: department and category, then six digits of the registering division. Not the whole code: people are still typing. */
const codeBegins = /^[0-9A-HJ-NPQRTUWXY]{2}(\d{6})[0-9A-HJ-NPQRTUWXY]{0,10}$/;

/** Of an empty query nothing, of an enterprise code the agency of its place, otherwise those whose name or code it is a part of. */
export function search(agencies: readonly Agency[], query: string): Search {
  const typed = query.normalize('NFKC').trim().toLowerCase();
  const division = codeBegins.exec(typed.replace(/[\s-]/g, '').toUpperCase())?.[1];
  if (division) {
    const agency = ofDivision(agencies, division);
    return { found: agency ? [agency] : [], division };
  }
  const matches = ({ value, name }: Agency) =>
    value.startsWith(typed) || Object.values(name).some((text) => text.toLowerCase().includes(typed));
  return { found: typed === '' ? [] : agencies.filter(matches) };
}

function ofDivision(agencies: readonly Agency[], division: string): Agency | undefined {
  let [nearest, most]: [Agency | undefined, number] = [undefined, 0];
  for (const agency of agencies) {
    for (const { length } of agency.divisions.filter((begins) => division.startsWith(begins))) {
      if (length > most) {
        [nearest, most] = [agency, length];
      }
    }
  }
  return nearest;
}
