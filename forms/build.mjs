// Composes the forms of the businesses from blocks: `node forms/build.mjs` writes forms/<id>.json with its texts and layout,
// `--check` only tells which of them are not what the blocks give. docs/businesses.md describes the blocks.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const languages = ['zh-CN', 'en'];
const here = (path) => new URL(path, import.meta.url);
const json = (url) => JSON.parse(readFileSync(url, 'utf8'));
const jsonFiles = (folder) => readdirSync(here(folder)).filter((name) => name.endsWith('.json')).sort();
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function add(into, key, value, what) {
  if (key in into && into[key] !== value) throw new Error(`${what} “${key}” is given twice`);
  into[key] = value;
}

/** The block with what the place where it is used says otherwise; lists are replaced as a whole. */
function merged(block, own) {
  const all = { ...block };
  for (const [member, value] of Object.entries(own)) {
    all[member] = isObject(value) && isObject(all[member]) ? merged(all[member], value) : value;
  }
  return all;
}

/** {name: block} of all files in forms/parts. */
export function readParts() {
  const parts = {};
  for (const file of jsonFiles('parts/')) {
    for (const [name, part] of Object.entries(json(here(`parts/${file}`)))) add(parts, name, part, `parts/${file}:`);
  }
  return parts;
}

/** {file name: text} of one business: its definition, its layout and its texts in each language. */
export function compose({ id, version, pages, items, rules, ...titles }, parts) {
  const layout = {};
  const texts = Object.fromEntries(
    languages.map((language) => [language, { title: titles[language].title, pages: {}, rules: { ...titles[language].rules }, items: {} }]),
  );

  function take(entry, around) {
    const { part, ...own } = entry;
    if (part !== undefined && !(part in parts)) throw new Error(`${id}: there is no block “${part}”`);
    const all = part === undefined ? own : merged(parts[part], own);
    const { item } = all;
    const pattern = `${around}/${item.id}`;
    if (all.layout) layout[pattern] = all.layout;
    for (const language of languages) {
      const { rules: said = {}, ...words } = all[language];
      texts[language].items[pattern] = words;
      for (const [code, text] of Object.entries(said)) add(texts[language].rules, code, text, `${id}: the rule`);
    }
    if (!all.items) return item;
    const inside = item.type === 'repeat' ? `${pattern}/*` : pattern;
    return { ...item, items: all.items.map((one) => take(one, inside)) };
  }

  const taken = items.map((entry) => take(entry, ''));
  for (const language of languages) {
    for (const page of pages) {
      // A page is called as the first item on it, unless the business says otherwise.
      const first = taken.find((item) => item.page === page);
      texts[language].pages[page] = titles[language].pages?.[page] ?? texts[language].items[`/${first.id}`].label;
    }
  }
  const written = (value) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    [`${id}.json`]: written({ id, version, pages, items: taken, ...(rules && { rules }) }),
    [`${id}.layout.json`]: written({ items: layout }),
    ...Object.fromEntries(languages.map((language) => [`${id}.${language}.json`, written(texts[language])])),
  };
}

/** {file name: text} of all forms that are composed. */
export function composeAll() {
  const parts = readParts();
  return Object.assign({}, ...jsonFiles('businesses/').map((file) => compose(json(here(`businesses/${file}`)), parts)));
}

/** The files in forms/ that are not what the blocks give. */
export function stale(files = composeAll()) {
  const present = (name) => {
    try {
      return readFileSync(here(name), 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return Object.keys(files).filter((name) => present(name) !== files[name]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = composeAll();
  const old = stale(files);
  if (process.argv[2] === '--check') {
    for (const name of old) console.error(`forms/${name} is not what its blocks give: run node forms/build.mjs`);
    process.exitCode = old.length > 0 ? 1 : 0;
  } else {
    for (const name of old) writeFileSync(here(name), files[name]);
    console.log(`${old.length} of ${Object.keys(files).length} files written`);
  }
}
