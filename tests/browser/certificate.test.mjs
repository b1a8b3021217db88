// Keys that the portal does not take.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Applicant } from './support/applicant.mjs';
import { assertAccessible, assertFaultless, browsers, open } from './support/browsers.mjs';
import { pin, World } from './support/world.mjs';

test('certificate_severalWouldDo_personChoosesAndMayChooseAgain', async () => {
  const world = await World.create();
  const browser = await browsers.chromium();
  try {
    world.makeToken('other'); // of an authority that the portal does not know
    await world.startHost({ tokens: ['demo', 'other'] });
    const page = await open(browser);
    const applicant = new Applicant(page, world);
    await applicant.opens('/file/renewal');
    await page.locator('#key-start').click();
    world.willAnswer(`pin ${pin}`);
    await page.locator('.choice').nth(1).click();
    await page.locator('.key form button').click();
    const [problem] = await applicant.problems();
    assert.match(problem, /不是.*机构签发/);
    await page.locator('#key-start').click();
    await page.locator('.choice').nth(0).waitFor();
    await assertAccessible(page, 'choice');
    await page.locator('.choice').nth(0).click();
    await page.locator('.key form button').click();
    await applicant.begins();
    await page.held();
    assertFaultless(page);
  } finally {
    await browser.close();
    await world.end();
  }
});

test('certificate_codeWithAWrongCheckDigit_isRefusedInWords', async () => {
  const world = await World.create({ EKEY_USCC: '91120000PDY00001X8' });
  const browser = await browsers.chromium();
  try {
    await world.startHost();
    const page = await open(browser);
    const applicant = new Applicant(page, world);
    await applicant.opens('/file/renewal');
    await applicant.logsIn();
    const [problem] = await applicant.problems();
    assert.match(problem, /统一社会信用代码/);
    await page.held();
    assertFaultless(page);
  } finally {
    await browser.close();
    await world.end();
  }
});

test('certificate_expired_renewsItselfAndIsToldThatThisIsAll', async () => {
  const world = await World.create({ EKEY_DAYS: '0' }); // it ends with the second in which it is made
  const browser = await browsers.chromium();
  try {
    await world.startHost();
    const page = await open(browser);
    const applicant = new Applicant(page, world);
    await applicant.opens('/file/renewal');
    await applicant.logsIn();
    await applicant.begins();
    assert.match(world.windows(), /已于 [-\d]+(\\n)? *过期/);
    await page.locator('#expired-certificate').waitFor();
    await applicant.confirmsEnterprise();
    await applicant.fillsIn();
    await applicant.continues();
    await applicant.attaches();
    await page.locator('.ekey-arrived').waitFor();
    await applicant.continues();
    await page.locator('.declare').waitFor();
    await applicant.submits();
    await page.waitForURL('**/filings/*');
    assert.match(await page.locator('#receipt').innerText(), /^\d{8}-\d{6}-\d$/);
    await applicant.opens('/file/cancellation');
    assert.match(await page.locator('#expired-certificate').innerText(), /只能办理延期更新/);
    await assertAccessible(page, 'expired key');
    assert.equal(await page.locator('#begin').count(), 0);
    await page.held();
    assertFaultless(page);
  } finally {
    await browser.close();
    await world.end();
  }
});
