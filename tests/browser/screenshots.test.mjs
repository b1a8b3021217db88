// Pictures of every page, to be looked at: EKEY_SCREENSHOTS=FOLDER node --test tests/browser/screenshots.test.mjs
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { Applicant } from './support/applicant.mjs';
import { browsers, open } from './support/browsers.mjs';
import { notALicence, scan } from './support/files.mjs';
import { World } from './support/world.mjs';

const folder = process.env.EKEY_SCREENSHOTS;
const widths = [360, 768, 1280];
const businesses = ['first', 'additional', 'renewal', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];

test('screenshots_ofEveryPage', { skip: folder === undefined && 'EKEY_SCREENSHOTS names no folder' }, async () => {
  mkdirSync(folder, { recursive: true });
  const world = await World.create();
  const browser = await browsers.chromium();
  try {
    for (const language of ['zh-CN', 'en']) {
      const page = await open(browser);
      const applicant = new Applicant(page, world);
      let number = 0;
      const picture = async (name) => {
        number += 1;
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const file = `${String(number).padStart(2, '0')}-${name}-${language}-${width}.png`;
          await page.screenshot({ path: join(folder, file), fullPage: true });
        }
      };
      await applicant.opens('/');
      if (language === 'en') {
        await page.locator('#language').click();
        await page.locator('html[lang=en]').waitFor();
      }
      await picture('entrance');
      await picturesOfEntrance(page, picture);
      await picturesOfGuides(page, picture, language);
      await page.locator('.brand').click();
      await page.locator('a[href="/renewal"]').click();
      await page.locator('#key-start').waitFor();
      await picture('start');
      await page.locator('#key-start').click();
      await applicant.problems();
      await picture('no-host');
      await page.locator('.brand').click();
      await page.locator('#ready-check').click();
      await page.locator('#helper .help').waitFor();
      await picture('not-ready');
      await world.startHost();
      await page.locator('#ready-check').click();
      await page.locator('.ready-steps').waitFor();
      await picture('ready');
      await page.locator('a[href="/renewal"]').click();
      await page.locator('#key-start').waitFor();
      await applicant.logsIn({ answer: 'wait' });
      await world.windowOpens();
      await picture('window');
      await page.locator('.working button').click();
      await page.locator('#key-start').waitFor();
      await applicant.logsIn({ answer: 'pin 000000' });
      await applicant.problems();
      await picture('wrong-pin');
      await applicant.logsIn();
      await page.waitForURL('**/renewal/enterprise');
      await page.locator('#ekey-next').waitFor();
      await picture('enterprise');
      await applicant.confirmsEnterprise();
      await applicant.fillsIn({ name: '', mobile: '1380013800', email: 'zhangsan.example.com' });
      await applicant.continues();
      await applicant.problems();
      await picture('errors');
      await applicant.fillsIn();
      await applicant.continues();
      await applicant.field('businessLicence').waitFor({ state: 'attached' });
      await applicant.attaches(notALicence);
      await applicant.problems();
      await picture('wrong-file');
      await page.route('**/materials/**', () => {}); // never answered: the upload stays on its way
      await applicant.attaches({ name: 'licence.png', mimeType: 'image/png', buffer: scan(2400, 1700) });
      await page.locator('progress').waitFor();
      await picture('upload');
      await page.unroute('**/materials/**');
      await applicant.attaches();
      await page.locator('.ekey-arrived').waitFor();
      await picture('materials');
      await applicant.continues();
      await page.locator('.declare').waitFor();
      await picture('check');
      await page.pdf({ path: join(folder, `check-${language}.pdf`), format: 'A4' });
      await applicant.submits();
      await page.waitForURL('**/filings/*');
      await page.locator('#receipt').waitFor();
      await picture('record');
      await page.pdf({ path: join(folder, `record-${language}.pdf`), format: 'A4' });
      await world.stopHost();
      await page.context().close();
    }
  } finally {
    await browser.close();
    await world.end();
  }
});

async function picturesOfEntrance(page, picture) {
  for (const tab of ['first', 'reissue', 'mobileAuthorisation']) {
    await page.locator(`#tab-${tab}`).click();
    await picture(`tab-${tab}`);
  }
  await page.locator('#tab-renewal').click();
  await page.locator('#agency-query').fill('91120000PDY00001X7');
  await page.locator('.agencies li').waitFor();
  await picture('agency');
  await page.locator('#agency-all').click();
  await page.locator('.agencies li').nth(36).waitFor();
  await picture('agencies');
  await page.locator('#agency-all').click();
}

async function picturesOfGuides(page, picture, language) {
  for (const business of businesses) {
    await page.evaluate((to) => document.querySelector(to).click(), `a[href="/guides/${business}"]`);
    await page.locator('.guide-steps').waitFor();
    await picture(`guide-${business}`);
    await page.pdf({ path: join(folder, `guide-${business}-${language}.pdf`), format: 'A4' });
  }
}
