// Pictures of every page, in both languages at three widths, to be looked at: in build/pictures, or where EKEY_PICTURES says.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Applicant } from './applicant.mjs';
import { assertAccessible, assertFaultless, browsers, open } from './browsers.mjs';
import { assertReflows } from './reflow.mjs';
import { World } from './world.mjs';

export const folder = process.env.EKEY_PICTURES ?? fileURLToPath(new URL('../../../build/pictures/', import.meta.url));
const widths = [360, 768, 1280];
/** What stands in the place of a text that is missing. */
const codes = /\b(account|action|business|entrance|filings|forgot|guide|key|licence|login|notice|paper|password|phones|problem|promised|proof|ready|record|register|role|start|state|steps|track|withdraw)\.(?!png\b)[a-z_]+/;

/** Of one page on its way; their names begin with `title` and are numbered. */
export class Pictures {
  #number = 0;

  constructor(page, title) {
    this.page = page;
    this.title = title;
    mkdirSync(folder, { recursive: true });
  }

  /** The page as it stands, in either language: also accessible, and whole at 400 %. Language and size are those of before at the end. */
  async take(name) {
    const { page } = this;
    const before = page.viewportSize();
    this.#number += 1;
    const other = page.locator('#language');
    for (let language = 0; language < 2; language += 1) {
      const spoken = await page.evaluate(() => document.documentElement.lang);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
        await page.screenshot({ path: this.#place(name, `${spoken}-${width}.png`), fullPage: true });
      }
      assert.doesNotMatch(await page.locator('body').innerText(), codes, `${name} ${spoken}: every code has its text`);
      await assertAccessible(page, `${name} ${spoken}`, { all: true });
      await assertReflows(page, `${name} ${spoken}`);
      await page.setViewportSize(before);
      if ((await other.count()) === 0) return;
      await other.click();
      await page.locator(`html:not([lang="${spoken}"])`).waitFor();
    }
  }

  /** On paper, in either language. */
  async print(name, options) {
    for (let language = 0; language < 2; language += 1) {
      const spoken = await this.page.evaluate(() => document.documentElement.lang);
      await this.page.pdf({ path: this.#place(name, `${spoken}.pdf`), format: 'A4', ...options });
      await this.page.locator('#language').click();
      await this.page.locator(`html:not([lang="${spoken}"])`).waitFor();
    }
  }

  #place(name, end) {
    return join(folder, `${this.title}-${String(this.#number).padStart(2, '0')}-${name}-${end}`);
  }
}

/** A test. `steps` get {world, page, applicant, picture(name), pdf(name, options)}. */
export function pictures(title, steps) {
  test(`pictures_${title}`, async () => {
    const world = await World.create({}, { mails: true });
    const browser = await browsers.chromium();
    try {
      const page = await open(browser);
      const taken = new Pictures(page, title);
      const applicant = new Applicant(page, world);
      await applicant.opens('/');
      await steps({ world, page, applicant, picture: (name) => taken.take(name), pdf: (name, options) => taken.print(name, options) });
      await page.held();
      assertFaultless(page);
    } finally {
      await browser.close();
      await world.end();
    }
  });
}
