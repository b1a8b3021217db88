// What is said to people, in one language: the form's own texts before the catalogue's.
import { filled, listText, sizeText, text, typeText } from '../index.js';
import type { Answer, Catalogue, EkeyError, Entry, FormTexts, ItemTexts, ShownItem } from '../index.js';
import { own } from './lookup.js';

export type Params = Readonly<Record<string, unknown>>;

const general = /^(answer|repeat|rule|element)\./;
const day = /^\d{4}-\d\d-\d\d$/;

export class Wording {
  constructor(
    readonly texts: FormTexts,
    readonly messages: Catalogue,
  ) {}

  /** A text of the element's own. */
  say(code: string, params: Params = {}): string {
    return text({ code: `element.${code}`, params }, this.messages);
  }

  of(item: ShownItem): ItemTexts | undefined {
    return own(this.texts.items, item.item);
  }

  /** An item that has no text is named as the definition names it: the author sees what is missing. */
  label(item: ShownItem): string {
    return this.of(item)?.label ?? item.item.slice(item.item.lastIndexOf('/') + 1);
  }

  hint(item: ShownItem, params: Params = {}): string | undefined {
    const hint = this.of(item)?.hint;
    if (hint !== undefined) {
      return filled(hint, params, this.messages);
    }
    return item.type === 'date' ? this.say('date.hint') : item.type === 'material' ? this.say('material.hint', params) : undefined;
  }

  choice(item: ShownItem, value: string): string {
    const known = own(this.of(item)?.choices, value);
    return known ?? (item.type === 'boolean' ? this.say(`boolean.${value}`) : value);
  }

  page(page: string): string {
    return own(this.texts.pages, page) ?? this.texts.title;
  }

  /** What is wrong, in the words of the item, of the form, or of the rules. `item`: where it stands, when that is shown. */
  error({ code, params }: EkeyError, item?: ShownItem): string {
    const told = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, this.readable(value)]));
    const all: Record<string, unknown> = { ...(item && { label: this.label(item) }), ...told };
    if (item && code === 'answer.choice' && typeof params['found'] === 'string') {
      all['found'] = this.choice(item, params['found']);
    }
    const mine = (item && own(this.of(item)?.errors, code)) ?? own(this.texts.rules, code);
    const template = mine ?? own(this.messages, code);
    const words = template === undefined ? this.say('unknown', { code }) : filled(template, all, this.messages);
    // What is said of any item, such as "fill this in", is told apart in the summary by the item's name.
    const named = item && mine === undefined && general.test(code);
    return named ? this.say('named', { label: [this.label(item), ...numbersOf(item)].join(' '), words }) : words;
  }

  /** An answer as people read it; empty where there is none. */
  answer(item: ShownItem): string {
    const value = item.value ?? '';
    if (item.type === 'material') {
      return isEntry(value) ? value.name : '';
    }
    if (Array.isArray(value)) {
      return listed(value.map((one) => this.choice(item, String(one))), this.messages);
    }
    if (value === '' || typeof value === 'object') {
      return '';
    }
    return item.type === 'choice' || item.type === 'boolean' ? this.choice(item, String(value)) : String(this.readable(value));
  }

  file({ type, bytes }: { readonly type: string; readonly bytes: number }): string {
    return `${typeText(type, this.messages)} · ${sizeText(bytes, this.messages)}`;
  }

  types(types: readonly string[]): string {
    return listText(types.map((type) => typeText(type, this.messages)), this.messages);
  }

  size(bytes: number): string {
    return sizeText(bytes, this.messages);
  }

  /** "2026年11月23日" or "23 November 2026" of a day; anything else as it is. */
  readable(value: unknown): unknown {
    if (typeof value !== 'string' || !day.test(value)) {
      return value;
    }
    const date = new Date(`${value}T00:00:00Z`);
    const locale = own(this.messages, 'locale');
    return Number.isNaN(date.getTime()) ? value : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
  }
}

export const isEntry = (value: Answer | undefined): value is Entry => typeof value === 'object' && value !== null && 'sm3' in value;

/** Of the instances that an item is in, counted from 1. */
const numbersOf = ({ pointer, item }: ShownItem): readonly number[] => {
  const names = pointer.split('/');
  return item.split('/').flatMap((name, at) => (name === '*' ? [Number(names[at]) + 1] : []));
};

/** "甲、乙": of what was chosen, all holds. */
const listed = (values: readonly string[], messages: Catalogue): string => values.join(own(messages, 'list.comma') ?? ', ');
