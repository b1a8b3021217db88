// Texts for people, by code: messages/<language>/*.json, merged by build.mjs. Chinese comes with the program, English on demand.
import chinese from 'texts:zh-CN';

export type Language = 'zh-CN' | 'en';
export type Params = Readonly<Record<string, unknown>>;
type Catalogue = Readonly<Record<string, string>>;

const catalogues: Partial<Record<Language, Catalogue>> = { 'zh-CN': chinese };
let current: Language = 'zh-CN';

export const language = (): Language => current;

/** Throws TypeError when the catalogue cannot be fetched; the language stays as it was. */
export async function setLanguage(wanted: Language): Promise<void> {
  if (!catalogues[wanted]) {
    const answer = await fetch(`/texts.${wanted}.json`);
    if (!answer.ok) {
      throw new TypeError(`texts: ${answer.status}`);
    }
    catalogues[wanted] = (await answer.json()) as Catalogue;
  }
  current = wanted;
}

/** The first of these codes that has a text. */
export function firstKnown(...codes: string[]): string | undefined {
  return codes.find((code) => catalogues[current]?.[code] !== undefined);
}

/** The text with {name} replaced by params' members; the code itself when there is none. */
export function t(code: string, params: Params = {}): string {
  const text = catalogues[current]?.[code] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined ? whole : String(params[name])));
}

/** "2026年11月23日" or "23 November 2026", of "YYYY-MM-DD". */
export function dateText(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? date : new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** A moment in China's time, whatever the PC's zone: it stands on a receipt. */
export function momentText(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) {
    return moment;
  }
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(at);
}

/** "15:03", of the PC's clock. */
export function timeText(at: Date): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}

/** "1.2 MB", decimal as the limits are. */
export function sizeText(bytes: number): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, 'MB'] : bytes >= 1e3 ? [bytes / 1e3, 'KB'] : [bytes, t('unit.bytes')];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value)}\u00a0${unit}`; // never torn apart
}

/** "JPEG、PNG 或 PDF". */
export function listText(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(t('list.comma'))}${t('list.or')}${last}`;
}

/** "JPEG" of "image/jpeg". */
export function typeText(type: string): string {
  const code = firstKnown(`type.${type}`);
  return code ? t(code) : type;
}

const locale = (): string => (current === 'en' ? 'en-GB' : 'zh-CN');
