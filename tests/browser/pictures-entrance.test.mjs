// Pictures of the entrance, the guides, and what happens to somebody who renews by key.
import { notALicence, scan } from './support/files.mjs';
import { pictures } from './support/pictures.mjs';

const businesses = ['first', 'additional', 'renewal', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];

pictures('entrance', async ({ world, page, applicant, picture, pdf }) => {
  await picture('entrance');
  await picturesOfEntrance(page, picture);
  await picturesOfGuides(page, picture, pdf);
  await page.locator('.brand').click();
  await page.locator('a[href="/file/renewal"]').click();
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
  await page.locator('a[href="/file/renewal"]').click();
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
  await applicant.begins();
  await page.locator('#ekey-next').waitFor();
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
  await page.route('**/api/v1/uploads/**', () => {}); // never answered: the upload stays on its way
  await applicant.attaches({ name: 'licence.png', mimeType: 'image/png', buffer: scan(2400, 1700) });
  await page.locator('progress').waitFor();
  await picture('upload');
  await page.unroute('**/api/v1/uploads/**');
  await applicant.attaches();
  await page.locator('.ekey-arrived').waitFor();
  await applicant.continues();
  await page.locator('.declare').waitFor();
  await pdf('check');
  await applicant.submits();
  await page.waitForURL('**/filings/*');
  await page.locator('#receipt').waitFor();
  await picture('signed');
  await pdf('signed');
  await world.stopHost();
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

async function picturesOfGuides(page, picture, pdf) {
  for (const business of businesses) {
    await page.evaluate((to) => document.querySelector(to).click(), `a[href="/guides/${business}"]`);
    await page.locator('.guide-steps').waitFor();
    await picture(`guide-${business}`);
    await pdf(`guide-${business}`);
  }
}
