// What holds of every page behind the log-in: 400 % zoom, nothing laid over what has the focus, accessible, in both languages.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { accountWorld } from './support/account-world.mjs';
import { Applicant } from './support/applicant.mjs';
import { assertAccessible, browsers, open } from './support/browsers.mjs';
import { assertReflows } from './support/reflow.mjs';
import { visits } from './support/visits.mjs';

const businesses = ['first', 'additional', 'renewal', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];

describe('chromium', { concurrency: 1 }, () => {
  let world, browser, page, applicant;

  accountWorld(browsers.chromium, (ofSuite, its) => ([world, browser] = [ofSuite, its]));

  const visit = visits('chromium_pages', async () => {
    page = await open(browser);
    applicant = new Applicant(page, world);
    return page;
  });

  const holds = async (paths, ready = 'main h1') => {
    for (const language of ['zh-CN', 'en']) {
      for (const path of paths) {
        await applicant.opens(path);
        if ((await page.locator(`html[lang=${language}]`).count()) === 0) await page.locator('#language').click();
        await page.locator(`html[lang=${language}] ${ready}`).first().waitFor();
        await assertReflows(page, `${path} ${language}`);
        await page.setViewportSize({ width: 1280, height: 900 });
        await assertAccessible(page, `${path} ${language}`, { all: true });
      }
    }
  };

  visit('guides_holdAt400Percent', () => holds(businesses.map((business) => `/guides/${business}`), '.guide-steps'));

  visit('filingsAndAccount_holdAt400Percent', async () => {
    await applicant.opens('/login');
    await applicant.logsInByPassword();
    await page.waitForURL('**/filings');
    await holds(['/file/first', '/account']);
    await applicant.opens('/file/unlock');
    await applicant.begins();
    const first = new URL(page.url()).pathname;
    await holds([first], '#ekey-next');
    await holds(['/filings'], '.filings tbody tr');
    await holds([first.split('/').slice(0, 3).join('/')], '.track .ahead');
  });

  visit('officer_isToldWhatIsNotTheirs', async () => {
    await applicant.activates(world.addsStaff('officer'));
    await applicant.opens('/login');
    await applicant.logsInByPassword({ uscc: '', login: 'officer' });
    await page.waitForURL('**/account');
    for (const language of ['zh-CN', 'en']) {
      for (const path of ['/filings', '/file/first']) {
        await applicant.opens(path);
        if (language === 'en' && (await page.locator('html[lang=en]').count()) === 0) await applicant.speaksEnglish();
        await page.locator('main a[href="/account"]').waitFor();
        assert.match(await page.locator('main').innerText(), language === 'en' ? /may not do this/ : /无权做这件事/, path);
      }
    }
  });
});
