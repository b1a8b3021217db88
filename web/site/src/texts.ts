// Texts for people: messages/<language>/*.json by code, put together by build.mjs. Chinese comes with the program, English on demand,
// and so do the texts of a business's form in either language.
import { sizeText as size, text, typeText as type, type Catalogue, type FormLayout, type FormTexts, type Json } from '@ekey/client';
import chinese from 'texts:zh-CN';

export type Language = 'zh-CN' | 'en';
export type Params = Readonly<Record<string, unknown>>;

interface Form {
  readonly texts: FormTexts;
  readonly layout: FormLayout;
}

const catalogues: Partial<Record<Language, Catalogue>> = { 'zh-CN': chinese };
const forms = new Map<string, Form>();
let current: Language = 'zh-CN';
/** The form whose texts are shown: that of its business. */
let form: string | undefined;

export const language = (): Language => current;

/** Throws TypeError when the texts cannot be fetched; the language stays as it was. */
export async function setLanguage(wanted: Language): Promise<void> {
  catalogues[wanted] ??= await fetched<Catalogue>(`/texts.${wanted}.json`);
  while (form !== undefined && !forms.has(`${form}.${wanted}`)) {
    await fetchForm(form, wanted); // another form may be shown when it has come
  }
  current = wanted;
}

/** The texts of a business's form are those of `formTexts` from now on. Throws TypeError as above. */
export async function speakOf(business: string): Promise<void> {
  do {
    await fetchForm(business, current);
  } while (!forms.has(`${business}.${current}`)); // the language may be another one when it has come
  form = business;
}

async function fetchForm(business: string, wanted: Language): Promise<void> {
  const name = `${business}.${wanted}`;
  if (!forms.has(name)) {
    forms.set(name, await fetched<Form>(`/form.${name}.json`));
  }
}

async function fetched<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new TypeError(`${path}: ${answer.status}`);
  }
  return (await answer.json()) as T;
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
export const momentText = (moment: string): string => inChina(moment, { dateStyle: 'long', timeStyle: 'medium' });

/** The same, briefly. */
export const briefMomentText = (moment: string): string => inChina(moment, { dateStyle: 'medium', timeStyle: 'short' });

function inChina(moment: string, style: Intl.DateTimeFormatOptions): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? moment : new Intl.DateTimeFormat(locale(), { ...style, timeZone: 'Asia/Shanghai' }).format(at);
}

/** "1.2 MB". */
export const sizeText = (bytes: number): string => size(bytes, words());

/** "JPEG" of "image/jpeg". */
export const typeText = (media: string): string => type(media, words());

/** What a material is called in the form. */
export const materialLabel = (item: string): string => itemLabel(`/materials/${item}`);

/** What an item is called in the form; its pattern where it has no text. */
export const itemLabel = (pattern: string): string => formTexts().items[pattern]?.label ?? pattern;

/** An answer that is stored, with the item that it belongs to. */
export interface StoredAnswer {
  /** Finds its texts. */
  readonly pattern: string;
  /** Counted from 1, of the instances around it. */
  readonly numbers: readonly number[];
  readonly value: Json;
}

/** A stored answer as people read it. */
export function answerText({ pattern, value }: StoredAnswer): string {
  const choices = formTexts().items[pattern]?.choices ?? {};
  const one = (part: Json): string => choices[String(part)] ?? (typeof part === 'boolean' ? t(`element.boolean.${part}`) : dayOrText(String(part)));
  return Array.isArray(value) ? value.map(one).join(t('list.comma')) : one(value);
}

const dayOrText = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? dateText(value) : value);

const nothing: Form = { texts: { title: '', pages: {}, rules: {}, items: {} }, layout: { items: {} } };
const shownForm = (): Form => forms.get(`${form}.${current}`) ?? nothing;

export const words = (): Catalogue => catalogues[current] ?? chinese;
export const formTexts = (): FormTexts => shownForm().texts;
export const layout = (): FormLayout => shownForm().layout;
const locale = (): string => t('locale');
