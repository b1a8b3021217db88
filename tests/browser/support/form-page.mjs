// A page of somebody else's with <ekey-form> in it, under a policy that allows nothing but the site's own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { open } from './browsers.mjs';
import { servePages } from './pages.mjs';

const everyType = readFileSync(fileURLToPath(new URL('../../../web/client/test/every-type.mjs', import.meta.url)), 'utf8');
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'";

const html = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>登记</title>
    <link rel="stylesheet" href="/ekey-form.css">
    <link rel="stylesheet" href="/page.css">
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <main><ekey-form></ekey-form></main>
  </body>
</html>`;
const style = `body { margin: 0; font: 17px/1.65 system-ui, 'WenQuanYi Micro Hei', 'Noto Sans CJK SC', sans-serif; } main { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem 3rem; }`;
const script = `import { Hasher, Materials, Rules } from './index.js';
import './elements/index.js';
import * as every from './every-type.js';

const form = document.querySelector('ekey-form');
const told = { changes: [], saved: [], submitted: 0 };
const speak = async (language) => {
  form.messages = await (await fetch('messages/' + language + '.json')).json();
  form.texts = every.texts[language];
  form.language = document.documentElement.lang = language;
};
form.addEventListener('ekey-change', ({ detail }) => told.changes.push(detail.changes));
form.addEventListener('ekey-save', ({ detail }) => told.saved.push(JSON.stringify(detail)));
form.addEventListener('ekey-submit', () => { told.submitted += 1; });
const rules = await Rules.load();
let hasher;
form.layout = every.layout;
form.materials = new Materials(rules, () => (hasher ??= Hasher.create()));
form.session = rules.open(every.definition, every.facts).result;
await speak('zh-CN');
Object.assign(globalThis, { form, told, speak });
document.documentElement.dataset.ready = '';
`;

export const serveForm = () =>
  servePages({ own: { '/': html, '/page.css': style, '/page.js': script, '/every-type.js': everyType }, policy });

export const idOf = (pointer) => `ekey-at${pointer.replaceAll('/', '-')}`;

/** What a person sees and does, by pointers of items. */
export class FormPage {
  constructor(page) {
    this.page = page;
  }

  static async open(browser, port, options) {
    const page = await open(browser, options);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator('html[data-ready]').waitFor();
    await page.locator('#ekey-heading').waitFor();
    return new FormPage(page);
  }

  at(pointer) {
    return this.page.locator(`#${idOf(pointer)}`);
  }

  async fills(answers) {
    for (const [pointer, value] of Object.entries(answers)) await this.at(pointer).fill(value);
  }

  /** Everything that the first page asks. */
  async fillsFirstPage({ staff = '20', capital = '100' } = {}) {
    await this.fills({ '/company/mobile': '138 0013 8000', '/company/staff': staff, '/company/capital': capital, '/company/founded': '2001年2月3日' });
    await this.page.getByLabel('否', { exact: true }).check();
    await this.page.getByLabel('流通企业').check();
    await this.at('/company/agency').selectOption('tianjin');
    await this.page.getByLabel('纺织品').check();
  }

  async continues() {
    await this.page.locator('#ekey-next').click();
  }

  heading(text) {
    return this.page.locator('h1', { hasText: text }).waitFor();
  }

  /** The texts of the error summary, once it has the focus. */
  async problems() {
    await this.page.locator('#ekey-errors:focus').waitFor();
    return this.page.locator('#ekey-errors li').allInnerTexts();
  }

  /** Waits for the focus. */
  async hasFocus(pointer) {
    await this.page.locator(`#${idOf(pointer)}:focus`).waitFor();
  }

  focused() {
    return this.page.evaluate(() => document.activeElement.id);
  }
}
