// Texts for people: messages/<language>/*.json by code, and those of the renewal's form, put together by build.mjs. Chinese comes with
// the program, English on demand.
import { sizeText as size, text, typeText as type, type Catalogue, type FormLayout, type FormTexts } from '@ekey/client';
import chinese from 'texts:zh-CN';
import renewalLayout from '../../../forms/renewal.layout.json' with { type: 'json' };

interface Texts {
  readonly messages: Catalogue;
  readonly form: FormTexts;
}

export type Language = 'zh-CN' | 'en';
export type Params = Readonly<Record<string, unknown>>;

const catalogues: Partial<Record<Language, Texts>> = { 'zh-CN': chinese };
let current: Language = 'zh-CN';

export const language = (): Language => current;

/** Throws TypeError when the catalogue cannot be fetched; the language stays as it was. */
export async function setLanguage(wanted: Language): Promise<void> {
  if (!catalogues[wanted]) {
    const answer = await fetch(`/texts.${wanted}.json`);
    if (!answer.ok) {
      throw new TypeError(`texts: ${answer.status}`);
    }
    catalogues[wanted] = (await answer.json()) as Texts;
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

/** "JPEG" of "image/jpeg". */
export const typeText = (media: string): string => type(media, words());

/** What a material is called in the form. */
export const materialLabel = (item: string): string => itemLabel(`/materials/${item}`);

/** What an item is called in the form; its pattern where it has no text. */
export const itemLabel = (pattern: string): string => formTexts().items[pattern]?.label ?? pattern;

const texts = (): Texts => catalogues[current] ?? chinese;
export const words = (): Catalogue => texts().messages;
export const formTexts = (): FormTexts => texts().form;
export const layout = renewalLayout as FormLayout;
const locale = (): string => t('locale');
