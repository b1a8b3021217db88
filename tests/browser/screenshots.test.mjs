// Pictures of every page, to be looked at: EKEY_SCREENSHOTS=FOLDER node --test tests/browser/screenshots.test.mjs
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { accountPassword, Applicant } from './support/applicant.mjs';
import { browsers, open } from './support/browsers.mjs';
import { notALicence, scan } from './support/files.mjs';
import { World } from './support/world.mjs';

const folder = process.env.EKEY_SCREENSHOTS;
const widths = [360, 768, 1280];
const businesses = ['first', 'additional', 'renewal', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];

/** `steps` in both languages: what they picture goes into the folder, at every width. */
function pictures(title, prefix, steps) {
  test(title, { skip: folder === undefined && 'EKEY_SCREENSHOTS names no folder' }, async () => {
    mkdirSync(folder, { recursive: true });
    const world = await World.create({}, { mails: true });
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
            const file = `${prefix}${String(number).padStart(2, '0')}-${name}-${language}-${width}.png`;
            await page.screenshot({ path: join(folder, file), fullPage: true });
          }
        };
        await applicant.opens('/');
        if (language === 'en') await applicant.speaksEnglish();
        await steps({ world, page, applicant, picture, language });
        await page.context().close();
      }
    } finally {
      await browser.close();
      await world.end();
    }
  });
}

pictures('screenshots_ofTheEntranceAndARenewal', 'a', async ({ world, page, applicant, picture, language }) => {
  await picture('entrance');
  await picturesOfEntrance(page, picture);
  await picturesOfGuides(page, picture, language);
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
  await page.route('**/api/v1/uploads/**', () => {}); // never answered: the upload stays on its way
  await applicant.attaches({ name: 'licence.png', mimeType: 'image/png', buffer: scan(2400, 1700) });
  await page.locator('progress').waitFor();
  await picture('upload');
  await page.unroute('**/api/v1/uploads/**');
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
});

pictures('screenshots_ofAccounts', 'b', ({ page, applicant, picture, language }) => picturesOfAccounts(page, picture, applicant, language));

pictures('screenshots_ofFilings', 'c', async ({ page, applicant, picture, language }) => {
  await applicant.hasAnAccount({ email: `pictures-${language.toLowerCase()}@demonstration.example` });
  await picturesOfFilings(page, picture, applicant, language);
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

async function picturesOfAccounts(page, picture, applicant, language) {
  const email = `pictures-${language.toLowerCase()}@demonstration.example`;
  await applicant.opens('/register');
  await page.locator('#uscc').fill('91120000PDY00001X8');
  await page.locator('#uscc-told .bad').waitFor();
  await page.locator('form.plain button.primary').click();
  await applicant.problems();
  await picture('register-errors');
  await applicant.opens('/register');
  await page.locator('input[name=licenceKind][value=usedVehicle]').check();
  await page.locator('#uscc').fill('91120000PDY00001X7');
  await page.locator('#uscc-told .good').waitFor();
  await picture('register');
  await applicant.registers({ email, login: email });
  await page.locator('.mail').waitFor();
  await picture('mail');
  const link = await applicant.world.mailbox.link(email, applicant.world.origin);
  await applicant.opens(link);
  await page.locator('#password').waitFor();
  await picture('activate');
  await page.locator('#password').fill(accountPassword);
  await page.locator('form.plain button.primary').click();
  await page.locator('main a[href="/login"]').waitFor();
  await picture('activated');
  await applicant.opens('/activate');
  await picture('activate-without-token');
  await applicant.opens('/forgot');
  await picture('forgot');
  await applicant.opens('/login');
  await page.locator('#login-tab-key').click();
  await picture('login-key');
  await page.locator('#login-tab-password').click();
  await picture('login');
  await applicant.logsInByPassword({ login: email });
  await page.locator('.begin').waitFor();
  await picture('no-filings');
  await page.locator('.account a[href="/account"]').click();
  await page.locator('.sessions li').first().waitFor();
  await picture('account');
}

async function picturesOfFilings(page, picture, applicant, language) {
  await applicant.opens('/file/first');
  await page.locator('#begin').waitFor();
  await picture('file-first');
  await applicant.begins();
  await applicant.fillsForm('first', async (number) => picture(`first-${number}`));
  await picture('first-check');
  const filing = new URL(page.url()).pathname.split('/')[2];
  for (const paper of ['applicationForm', 'sealConfirmation', 'authorisationLetter', 'userAgreement']) {
    await applicant.opens(`/filings/${filing}/documents/${paper}`);
    await page.locator('.paper').waitFor();
    await picture(`paper-${paper}`);
    await page.pdf({ path: join(folder, `paper-${paper}-${language}.pdf`), preferCSSPageSize: true });
  }
  await applicant.opens(`/filings/${filing}/check`);
  await page.locator('#submit').click();
  await page.locator('#receipt').waitFor();
  await picture('tracking');
  await applicant.opens('/file/unlock');
  await applicant.begins();
  await applicant.continues();
  await keeps(page, '张三');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await keeps(other, '李四');
  await other.close();
  await page.locator('#ekey-at-authorisedUser-name').fill('王五');
  await page.locator('#conflict').waitFor();
  await picture('conflict');
  await page.locator('#load-theirs').click();
  await page.locator('#conflict').waitFor({ state: 'detached' });
  await applicant.opens('/file/unlock');
  await page.locator('.begun').waitFor();
  await picture('file-begun');
  await picturesOfPhones(page, picture, applicant);
  await applicant.opens('/filings');
  await page.locator('.filings tbody tr').first().waitFor();
  await picture('filings');
  await page.locator('.filings a[href$="#withdraw"]').first().click();
  await page.locator('#withdraw').waitFor();
  await picture('withdraw');
  await page.locator('#logout').click();
  await page.locator('.tabs').waitFor();
}

/** Types a name, and waits until the portal has it. */
async function keeps(page, name) {
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/draft') && answer.ok());
  await page.locator('#ekey-at-authorisedUser-name').fill(name);
  await kept;
  await page.locator('#saved.kept:not(:empty)').waitFor();
}

async function picturesOfPhones(page, picture, applicant) {
  await applicant.opens('/file/mobileAuthorisation');
  await applicant.begins();
  await applicant.fillsForm('mobileAuthorisation', async (number) => picture(`phone-${number}`), () => picture('phone-code'));
  await page.locator('#submit').click();
  await page.locator('#receipt').waitFor();
  await applicant.opens('/filings');
  await page.locator('#phones').waitFor();
  await page.locator('#phones button').click();
  await page.locator('#sure').waitFor();
  await picture('phones');
}

async function picturesOfGuides(page, picture, language) {
  for (const business of businesses) {
    await page.evaluate((to) => document.querySelector(to).click(), `a[href="/guides/${business}"]`);
    await page.locator('.guide-steps').waitFor();
    await picture(`guide-${business}`);
    await page.pdf({ path: join(folder, `guide-${business}-${language}.pdf`), format: 'A4' });
  }
}
