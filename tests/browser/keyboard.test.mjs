// A filing from the entrance to its receipt, and a phone bound by its code, with nothing but the keyboard.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { accountWorld } from './support/account-world.mjs';
import { accountOf, accountPassword, Applicant } from './support/applicant.mjs';
import { browsers, open } from './support/browsers.mjs';
import { licence } from './support/files.mjs';
import { idOf } from './support/form-page.mjs';
import { answers } from './support/forms.mjs';
import { visits } from './support/visits.mjs';

const stepsMost = 150; // of the Tab key, to whatever a page has

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;

    accountWorld(launch, (ofSuite, its) => ([world, browser] = [ofSuite, its]));

    const visit = visits(`${name}_keyboard`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      return page;
    });

    const press = (key) => page.keyboard.press(key);
    /** By the Tab key, or back by Shift+Tab, from where the focus is. Where it goes is seen: an outline, and inside of the window. */
    const reaches = async (selector, key = 'Tab') => {
      await page.locator(selector).first().waitFor({ state: 'attached' });
      for (let steps = 0; steps < stepsMost; steps += 1) {
        const found = await page.evaluate((wanted) => {
          const focused = document.activeElement;
          if (!focused?.matches(wanted)) return 'elsewhere';
          const seen = focused.type === 'file' ? focused.closest('.ekey-field') ?? focused : focused;
          const { top, bottom } = seen.getBoundingClientRect();
          return bottom > 0 && top < innerHeight ? 'here' : 'hidden';
        }, selector);
        if (found !== 'elsewhere') {
          assert.equal(found, 'here', `${selector} has the focus, and is not in the window`);
          return;
        }
        await press(key);
      }
      throw new Error(`${selector} is not reached by the Tab key`);
    };
    const types = async (selector, text) => {
      await reaches(selector);
      await press('ControlOrMeta+A');
      await page.keyboard.type(text);
    };
    const follows = async (selector, key) => {
      await reaches(selector, key);
      await press('Enter');
    };
    /** The focus is where a new page or a new part of it begins. */
    const arrivesAt = (selector) => page.locator(`${selector}:focus`).waitFor();
    const logsIn = async () => {
      for (const [field, value] of [['uscc', accountOf.uscc], ['login', accountOf.login], ['password', accountPassword]]) await types(`#${field}`, value);
      await press('Enter');
    };

    const begins = async (business) => {
      await applicant.opens('/login');
      await logsIn();
      await page.waitForURL('**/filings');
      await applicant.opens(`/file/${business}`);
      await follows('#begin');
      await page.locator('#ekey-next').waitFor();
    };

    /** A browser that still closes one dialogue opens no other. */
    const choosesFile = async () => {
      for (let tries = 0; tries < 10; tries += 1) {
        const opened = page.waitForEvent('filechooser', { timeout: 2000 }).catch(() => undefined);
        await press(name === 'firefox' ? 'Enter' : 'Space');
        const chooser = await opened;
        if (chooser) return chooser;
      }
      throw new Error('no dialogue for a file opens');
    };
    const answersOne = async (pointer, value) => {
      const id = idOf(pointer);
      if (typeof value === 'object' && !Array.isArray(value)) {
        await reaches(`#${id}`);
        await (await choosesFile()).setFiles(licence);
        await page.locator(`.ekey-field:has(#${id}) .ekey-arrived, #${id}_frame .ekey-arrived`).first().waitFor();
        return;
      }
      const kind = await page.evaluate((of) => (document.getElementById(of) ?? document.querySelector(`[name="${of}"]`))?.type, id);
      if (Array.isArray(value)) {
        for (const one of value) {
          await reaches(`input[id^="${id}"][value="${one}"]`);
          await press('Space');
        }
      } else if (kind === 'radio') {
        await reaches(`input[name="${id}"]`);
        for (let turns = 0; (await page.evaluate((of) => document.querySelector(`input[name="${of}"]:checked`)?.value, id)) !== value; turns += 1) {
          assert.ok(turns < 20, `${pointer}: ${value} is not reached`);
          await press(turns === 0 ? 'Space' : 'ArrowDown');
        }
      } else if (kind === 'select-one') {
        await reaches(`#${id}`);
        for (let turns = 0; (await page.evaluate((of) => document.getElementById(of).value, id)) !== value; turns += 1) {
          assert.ok(turns < 50, `${pointer}: ${value} is not reached`);
          await press('ArrowDown');
        }
      } else {
        await types(`#${id}`, value);
      }
    };
    const fills = async (pageAnswers) => {
      for (const [pointer, value] of Object.entries(pageAnswers)) await answersOne(pointer, value);
    };
    const goesOn = async () => {
      const before = page.url();
      await follows('#ekey-next');
      await page.waitForURL((url) => url.href !== before);
      await page.locator('#ekey-heading:focus, main h1:focus').first().waitFor();
    };

    visit('unlocking_fromTheEntranceToItsReceipt', async () => {
      await applicant.opens();
      await follows('.needs a[href="/guides/unlock"]');
      await arrivesAt('.guide h1');
      await follows('.where .button');
      await page.waitForURL('**/file/unlock');
      await logsIn();
      await page.locator('#ekey-next').waitFor();
      for (const ofPage of answers.unlock) {
        await fills(ofPage);
        await goesOn();
      }
      await page.locator('.declare').waitFor();
      await follows('#submit');
      await page.locator('#receipt').waitFor();
      await arrivesAt('main h1');
    });

    visit('phone_isBoundByItsCode', async () => {
      await begins('mobileAuthorisation');
      const [first, second] = answers.mobileAuthorisation;
      for (const ofPage of [first, second]) {
        await fills(ofPage);
        await goesOn();
      }
      await types('#mobile', '13800138000');
      await press('Enter');
      await page.locator('#code').waitFor();
      const { text } = await world.mailbox.next('13800138000@sms.demonstration.example');
      await types('#code', /验证码 (\d{6})/.exec(text)[1]);
      await press('Enter');
      await page.locator('#phone').waitFor({ state: 'detached' });
      await reaches('#ekey-next');
    });

    visit('twoTabs_areSettled', async () => {
      await begins('cancellation');
      await goesOn();
      const keeping = () => page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/draft') && answer.ok());
      const kept = keeping();
      await types(`#${idOf('/authorisedUser/name')}`, '王五');
      await kept;
      const other = await page.context().newPage();
      await other.goto(page.url());
      const theirs = other.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
      await other.locator(`#${idOf('/authorisedUser/name')}`).fill('赵六');
      await theirs;
      await other.close();
      await types(`#${idOf('/authorisedUser/mobile')}`, '13700137000');
      await page.locator('#conflict').waitFor();
      const mine = keeping();
      await follows('#keep-mine', 'Shift+Tab');
      await mine;
      await page.locator('#conflict').waitFor({ state: 'detached' });
    });
  });
}
