// Texts for people, by code: messages/<language>/*.json, merged by build.mjs. Chinese comes with the program, English on demand.
import { listText as list, sizeText as size, text, typeText as type, type Catalogue } from '@ekey/client';
import chinese from 'texts:zh-CN';

export type Language = 'zh-CN' | 'en';
export type Params = Readonly<Record<string, unknown>>;

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
  return codes.find((code) => words()[code] !== undefined);
}

/** The text as the client fills it; the code itself when there is none. */
export const t = (code: string, params: Params = {}): string => text({ code, params }, words());

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

/** "1.2 MB". */
export const sizeText = (bytes: number): string => size(bytes, words());

/** "JPEG、PNG 或 PDF". */
export const listText = (several: readonly string[]): string => list(several, words());

/** "JPEG" of "image/jpeg". */
export const typeText = (media: string): string => type(media, words());

const words = (): Catalogue => catalogues[current] ?? chinese;
const locale = (): string => t('locale');
