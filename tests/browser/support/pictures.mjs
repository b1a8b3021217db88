// Pictures of every page, in both languages at three widths, to be looked at: in build/pictures, or where EKEY_PICTURES says.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Applicant } from './applicant.mjs';
import { assertFaultless, browsers, open } from './browsers.mjs';
import { assertReflows } from './reflow.mjs';
import { World } from './world.mjs';

const folder = process.env.EKEY_PICTURES ?? fileURLToPath(new URL('../../../build/pictures/', import.meta.url));
const widths = [360, 768, 1280];

/**
 * One test for each language. `steps` get {world, page, applicant, language, picture(name), pdf(name, options)}; what they picture has
 * to hold at 400 % as well.
 */
export function pictures(title, steps) {
  for (const language of ['zh-CN', 'en']) {
    test(`pictures_${title}_${language}`, async () => {
      mkdirSync(folder, { recursive: true });
      const world = await World.create({}, { mails: true });
      const browser = await browsers.chromium();
      try {
        const page = await open(browser);
        const applicant = new Applicant(page, world);
        let number = 0;
        const place = (name, end) => join(folder, `${title}-${String(number).padStart(2, '0')}-${name}-${language}${end}`);
        const picture = async (name) => {
          number += 1;
          await assertReflows(page, `${name} ${language}`);
          for (const width of widths) {
            await page.setViewportSize({ width, height: 900 });
            await page.screenshot({ path: place(name, `-${width}.png`), fullPage: true });
          }
        };
        const pdf = (name, options) => page.pdf({ path: place(name, '.pdf'), format: 'A4', ...options });
        await applicant.opens('/');
        if (language === 'en') await applicant.speaksEnglish();
        await steps({ world, page, applicant, language, picture, pdf });
        await page.held();
        assertFaultless(page);
      } finally {
        await browser.close();
        await world.end();
      }
    });
  }
}
