/** Texts by code: what `@ekey/client/messages/<language>.json` hold. `locale` in it is how numbers are written. */
export type Catalogue = Readonly<Record<string, string>>;

/** What has a text: an `EkeyError`, an `EkeyFailure`, or a code of one's own with its params. */
export interface Coded {
  /** Looked up in the catalogue. */
  readonly code: string;
  /** What the placeholders of the text stand for. */
  readonly params?: Readonly<Record<string, unknown>>;
}

// {name} or, for a number of bytes that is to be shown as a size, {name:size}.
const placeholder = /\{(\w+)(:size)?\}/g;

/**
 * The text of an error for people; the code itself where the catalogue has none. A placeholder without its param stays as it is.
 * Media types are named as people name them, other words by the catalogue's `word.<name>.<the word>` where there is one, a `{reason}`
 * that is an error's code by that error's text, lists are joined, and `{name:size}` shows a number of bytes as "1.2 MB".
 */
export function text({ code, params = {} }: Coded, catalogue: Catalogue): string {
  return filled(known(code, catalogue) ?? code, params, catalogue);
}

/** A text of one's own, its placeholders filled as `text` does. */
export function filled(template: string, params: Readonly<Record<string, unknown>>, catalogue: Catalogue): string {
  return template.replace(placeholder, (whole, name: string, size?: string) => {
    const value = params[name];
    if (value === undefined) {
      return whole;
    }
    if (size !== undefined && typeof value === 'number') {
      return distinct(value, params, catalogue);
    }
    const { reason, ...others } = params;
    const isCode = name === 'reason' && typeof reason === 'string' && !known(`word.reason.${reason}`, catalogue) && known(reason, catalogue);
    return isCode ? filled(isCode, others, catalogue) : readable(name, value, catalogue);
  });
}

/** "1.2 MB" of bytes: decimal, as limits are. */
export function sizeText(bytes: number, catalogue: Catalogue): string {
  if (bytes < 1e3) {
    return exactText(bytes, catalogue);
  }
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'KB'] : [bytes / 1e6, 'MB'];
  return measure(value, unit, catalogue);
}

/** "JPEG、PNG 或 PDF" of three words. */
export function listText(words: readonly string[], catalogue: Catalogue): string {
  const last = words.at(-1) ?? '';
  const comma = known('list.comma', catalogue) ?? ', ';
  return words.length < 2 ? last : words.slice(0, -1).join(comma) + (known('list.or', catalogue) ?? comma) + last;
}

/** "JPEG" of "image/jpeg"; a type that has no name stays as it is. */
export function typeText(type: string, catalogue: Catalogue): string {
  return known(`type.${type}`, catalogue) ?? type;
}

const exactText = (bytes: number, catalogue: Catalogue): string => measure(bytes, known('unit.bytes', catalogue) ?? 'B', catalogue);

function measure(value: number, unit: string, catalogue: Catalogue): string {
  const number = new Intl.NumberFormat(known('locale', catalogue), { maximumFractionDigits: 1 }).format(value);
  return `${number}\u00a0${unit}`; // never torn apart
}

// A file of 200,000 bytes must not read as "200 KB, more than 200 KB" where 199,999 are allowed.
function distinct(bytes: number, params: Readonly<Record<string, unknown>>, catalogue: Catalogue): string {
  const rounded = sizeText(bytes, catalogue);
  const alike = (other: unknown) => typeof other === 'number' && other !== bytes && sizeText(other, catalogue) === rounded;
  return Object.values(params).some(alike) ? exactText(bytes, catalogue) : rounded;
}

function readable(name: string, value: unknown, catalogue: Catalogue): string {
  const wordText = (word: string): string => known(`word.${name}.${word}`, catalogue) ?? typeText(word, catalogue);
  const words = (Array.isArray(value) ? value : [value]).map((word) => wordText(String(word)));
  return listText(words, catalogue);
}

const known = (code: string, catalogue: Catalogue): string | undefined =>
  Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
