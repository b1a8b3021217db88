// A mobile authorisation: the phone is proven by its code, listed, and withdrawn.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { accountWorld } from './support/account-world.mjs';
import { Applicant } from './support/applicant.mjs';
import { assertAccessible, browsers, open } from './support/browsers.mjs';
import { visits } from './support/visits.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;

    accountWorld(launch, (ofSuite, its) => ([world, browser] = [ofSuite, its]));

    const visit = visits(`${name}_phones`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      await applicant.opens('/login');
      await applicant.logsInByPassword();
      await page.waitForURL('**/filings');
      return page;
    });

    visit('wrongCode_isSaidAndTheRightOneGoesOn_untilItIsWithdrawn', async () => {
      await applicant.opens('/file/mobileAuthorisation');
      await applicant.begins();
      await applicant.fillsForm('mobileAuthorisation', undefined, async () => {
        await assertAccessible(page, 'code', { all: true });
        await page.locator('#code').fill('');
        await page.locator('#phone form').last().locator('button').click();
        assert.deepEqual(await applicant.problems(), ['请填写短信中的验证码']);
        await page.locator('#code').fill('x');
        await page.locator('#phone form').last().locator('button').click();
        await page.locator('#code-errors').getByText('还可以再试 4 次').waitFor();
        await assertAccessible(page, 'wrong code', { all: true });
      });
      await page.locator('#submit').click();
      await page.locator('#receipt').waitFor();
      await applicant.opens('/filings');
      assert.match(await page.locator('#phones').innerText(), /张三[^]*138\*{4}8000[^]*有效/);
      await assertAccessible(page, 'phones', { all: true });
      await page.locator('#phones button').click();
      await page.locator('#sure:focus').waitFor();
      await assertAccessible(page, 'sure', { all: true });
      await page.locator('#sure').click();
      await page.locator('#phones-title:focus').waitFor();
      assert.match(await page.locator('#phones').innerText(), /已撤回/);
      assert.equal(await page.locator('#phones button').count(), 0);
    });

    visit('numberThatIsNone_isSaidAtItsField', async () => {
      await applicant.opens('/file/mobileAuthorisation');
      await applicant.begins();
      await applicant.continues();
      await page.locator('#ekey-at-authorisedUser-name').waitFor();
      await page.goto(page.url().replace(/[^/]*$/, 'binding'));
      await page.locator('#phone').waitFor();
      await page.locator('#mobile').fill('1380013');
      await page.locator('#phone form').first().locator('button').click();
      assert.match((await applicant.problems())[0], /11/);
      assert.equal(await page.locator('#code').count(), 0);
    });
  });
}
