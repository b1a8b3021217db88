// Browsers that refuse WebAssembly: everything works, by the same modules as scripts, and the portal checks.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { accountWorld } from './support/account-world.mjs';
import { Applicant } from './support/applicant.mjs';
import { open, withoutWebAssembly } from './support/browsers.mjs';
import { visits } from './support/visits.mjs';
import { enterprise } from './support/world.mjs';

for (const [name, launch] of Object.entries(withoutWebAssembly)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;

    accountWorld(launch, (ofSuite, its) => ([world, browser] = [ofSuite, its]));

    const visit = visits(`${name}_withoutWebAssembly`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      await applicant.opens();
      assert.equal(await page.evaluate(() => typeof WebAssembly), 'undefined', 'this browser really has none');
      return page;
    });

    visit('register_checksTheCodeAsItIsTyped', async () => {
      await applicant.opens('/register');
      await page.locator('#uscc').fill('91120000PDY00001X8');
      await page.locator('#uscc-told .bad').waitFor();
      await page.locator('#uscc').fill(enterprise.uscc);
      await page.locator('#uscc-told .good').waitFor();
    });

    visit('firstApplication_isFilledInPrintedAndSubmitted', async () => {
      await applicant.opens('/login');
      await applicant.logsInByPassword();
      await page.waitForURL('**/filings');
      await applicant.opens('/file/first');
      await applicant.begins();
      await applicant.fillsForm('first');
      const filing = new URL(page.url()).pathname.split('/')[2];
      await applicant.opens(`/filings/${filing}/documents/applicationForm`);
      await page.locator('.paper').waitFor();
      assert.match(await page.locator('.paper .sm3').innerText(), /^[0-9a-f]{64}$/);
      await applicant.opens(`/filings/${filing}/check`);
      await page.locator('#submit').click();
      assert.match(await page.locator('#receipt').innerText(), /^\d{8}-\d{6}-\d$/);
    });

    visit('renewal_isSignedWithTheKey', async () => {
      await world.startHost();
      await applicant.reachesCheck();
      await applicant.submits();
      await page.locator('#receipt').waitFor();
      await world.stopHost();
    });
  });
}
