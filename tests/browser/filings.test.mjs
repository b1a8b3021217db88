// Every business from the entrance to its receipt, and what happens to a draft on the way.
import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { accountWorld } from './support/account-world.mjs';
import { accountOf, Applicant } from './support/applicant.mjs';
import { assertAccessible, assertFaultless, browsers, open } from './support/browsers.mjs';
import { Pictures } from './support/pictures.mjs';
import { visits } from './support/visits.mjs';

const onTabs = ['first', 'renewal', 'reissue', 'mobileAuthorisation'];
const everything = ['first', 'additional', 'renewal', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];
/** Those that a key may sign, beside the renewal, which only a key can. */
const byKeyToo = ['additional', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];
/** In Firefox too: one under an account, one by key. */
const inFirefox = ['cancellation', 'renewal'];
const scanned = { first: 4, additional: 4, reissue: 4, change: 4, unlock: 1, cancellation: 1, renewal: 1, mobileAuthorisation: 1 };

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;

    accountWorld(launch, (ofSuite, its) => ([world, browser] = [ofSuite, its]));

    const visit = visits(`${name}_filings`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      return page;
    });

    const fromTheEntrance = async (business) => {
      if (onTabs.includes(business)) {
        await page.locator(`#tab-${business}`).click();
        await page.locator(`#panel-${business} .button`).click();
      } else {
        await page.locator(`.needs a[href="/guides/${business}"]`).click();
        await page.locator('.where .button').click();
      }
      await page.waitForURL(`**/file/${business}`);
    };
    const begins = async (business, byKey = business === 'renewal') => {
      await fromTheEntrance(business);
      if (byKey) {
        const tab = page.locator('#login-tab-key');
        await tab.or(page.locator('#key-start')).first().waitFor();
        if (await tab.count()) await tab.click();
        await applicant.logsIn();
      } else {
        await applicant.logsInByPassword();
      }
      await page.locator('#begin, .ekey-fields, ekey-form').first().waitFor();
      if (await page.locator('#begin').count()) await page.locator('#begin').click();
      await page.locator('#ekey-next').waitFor();
    };
    const filingId = () => new URL(page.url()).pathname.split('/')[2];
    /** Does something that changes the draft, and waits until the portal has it: the page says "kept" of an earlier one as well. */
    const keeping = async (where, act) => {
      const kept = where.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/draft') && answer.ok());
      await act();
      await kept;
      await where.locator('#saved.kept:not(:empty)').waitFor();
    };
    const saved = () => page.locator('#saved.kept:not(:empty)').waitFor();
    const box = (id) => page.locator(`#ekey-at-authorisedUser-${id}`);
    /** Of an unlocking, the page where something is typed. */
    const opensUser = async () => {
      await applicant.opens();
      await begins('unlock');
      await applicant.continues();
      await box('name').waitFor();
    };

    for (const [index, business] of everything.entries()) {
      if (name === 'firefox' && !inFirefox.includes(business)) continue;
      const language = index % 2 === 0 ? 'zh-CN' : 'en';
      visit(`${business}_isSubmittedAndTracked`, async () => {
        if (business === 'renewal') await world.startHost();
        const pictures = new Pictures(page, business);
        const sees = (what) => (name === 'chromium' ? pictures.take(what) : assertAccessible(page, `${business} ${what}`, { all: true }));
        await applicant.opens();
        if (language === 'en') await applicant.speaksEnglish();
        await begins(business);
        await applicant.fillsForm(business, (number) => sees(`${number}`));
        await sees('check');
        if (business === 'renewal') {
          await applicant.submits();
        } else {
          await page.locator('#submit').click();
        }
        await page.locator('#receipt').waitFor();
        assert.match(await page.locator('#receipt').innerText(), /^\d{8}-\d{6}-\d$/);
        await sees('record');
        assert.match(await page.locator('.track .now').innerText(), language === 'en' ? /Submitted/ : /已提交/);
        const ahead = await page.locator('.track .ahead').allInnerTexts();
        assert.ok(ahead.length > 0, 'what comes next is told');
        for (const step of ahead) {
          assert.match(step, language === 'en' ? /not reached yet$/ : /还没到这一步$/);
          assert.doesNotMatch(step, /\d/, 'no date that nobody promised');
        }
        assert.doesNotMatch(await page.locator('main').innerText(), /\b(state|role|track|record|paper|filings)\.[a-z]/, 'every code has its text');
        assert.equal(await page.locator('.papers li').count(), scanned[business]);
        const number = filingId();
        await page.locator('.account a[href="/filings"]').click();
        await page.locator(`.filings a[href="/filings/${number}"]`).first().waitFor();
        await assertAccessible(page, 'list', { all: true });
        if (business === 'renewal') await world.stopHost();
      });
    }

    for (const [index, business] of (name === 'chromium' ? byKeyToo : []).entries()) {
      visit(`${business}_byKey_isSignedAndTracked`, async () => {
        await world.startHost();
        const before = world.pinsAsked();
        await applicant.opens();
        if (index % 2 === 0) await applicant.speaksEnglish();
        await begins(business, true);
        await applicant.fillsForm(business);
        const submission = page.waitForRequest((request) => request.url().endsWith('/submission'));
        await applicant.submits();
        assert.match((await submission).headers()['idempotency-key'], /^[0-9a-f-]{36}$/);
        await page.locator('#receipt').waitFor();
        assert.match(await page.locator('#receipt').innerText(), /^\d{8}-\d{6}-\d$/);
        assert.equal(world.pinsAsked(), before + 2, 'to log in, and to sign');
        await world.stopHost();
      });
    }

    visit('draft_isResumedOnAnotherPcWithItsFiles', async () => {
      await applicant.opens();
      await begins('unlock');
      await applicant.fillsForm('unlock');
      await saved();
      const id = filingId();
      const other = await open(browser);
      try {
        const there = new Applicant(other, world);
        await there.opens(`/filings/${id}/continue`);
        await other.waitForURL('**/login');
        await there.logsInByPassword();
        await other.locator('.declare').waitFor();
        assert.match(await other.locator('main').innerText(), /张三[^]*营业执照 副本\.png/);
        await other.locator('#submit').click();
        await other.locator('#receipt').waitFor();
        await other.held();
        assertFaultless(other);
      } finally {
        await other.context().close();
      }
    });

    visit('twoTabs_tellThatTheOtherChangedItAndLoseNothing', async () => {
      await opensUser();
      await keeping(page, () => box('name').fill('王五'));
      const other = await page.context().newPage();
      await other.goto(page.url());
      await keeping(other, () => other.locator('#ekey-at-authorisedUser-name').fill('赵六'));
      await box('mobile').fill('13700137000');
      await page.locator('#conflict').waitFor();
      await assertAccessible(page, 'conflict', { all: true });
      assert.equal(await box('name').inputValue(), '王五', 'nothing typed is lost');
      assert.equal(await box('mobile').inputValue(), '13700137000');
      await keeping(page, () => page.locator('#keep-mine').click());
      await page.locator('#conflict').waitFor({ state: 'detached' });
      await other.locator('#ekey-at-authorisedUser-name').fill('钱七');
      await other.locator('#load-theirs').click();
      await other.locator('#ekey-at-authorisedUser-mobile').waitFor();
      assert.equal(await other.locator('#ekey-at-authorisedUser-name').inputValue(), '王五');
      assert.equal(await other.locator('#ekey-at-authorisedUser-mobile').inputValue(), '13700137000');
    });

    visit('offline_isToldAndRetried', async () => {
      await opensUser();
      await page.route('**/draft', (route) => route.abort());
      await box('name').fill('王五');
      await page.locator('#saved.offline').waitFor();
      if (name === 'chromium') await new Pictures(page, 'offline').take('form');
      await assertAccessible(page, 'offline', { all: true });
      await page.reload();
      await box('name').waitFor();
      assert.equal(await box('name').inputValue(), '王五', 'kept in this browser');
      await page.unroute('**/draft');
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await saved();
      assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ekey.unsent.')).length), 0, 'nothing of it stays here');
      page.faults.length = 0; // the browser notes the requests that were broken off
    });

    visit('expiredSession_logsInAgainAndGoesOn', async () => {
      await opensUser();
      await world.portal.stop();
      await world.startPortal({ clockOffset: 31 * 60 });
      try {
        await box('name').fill('孙八');
        await page.waitForURL('**/login');
        await page.locator('.notice').waitFor();
        if (name === 'chromium') await new Pictures(page, 'expired').take('login');
        await applicant.logsInByPassword();
        await box('name').waitFor();
        assert.equal(await box('name').inputValue(), '孙八');
        await saved();
      } finally {
        await world.portal.stop();
        await world.startPortal();
      }
    });

    visit('draft_isPrintedAndThrownAway', async () => {
      await opensUser();
      await keeping(page, () => box('name').fill('周九'));
      const id = filingId();
      await applicant.opens(`/filings/${id}/documents/applicationForm`);
      await page.locator('.paper').waitFor();
      assert.match(await page.locator('.paper').innerText(), /草案[^]*周九[^]*[0-9a-f]{64}/);
      await assertAccessible(page, 'paper', { all: true });
      await applicant.opens(`/filings/${id}`);
      await page.locator('#ask-withdrawal').click();
      await page.locator('#withdraw:focus').waitFor();
      await assertAccessible(page, 'withdraw', { all: true });
      await page.locator('#withdraw-yes').click();
      await page.locator('.state', { hasText: '已撤回' }).waitFor();
    });

    visit('keyAloneForWhatNeedsIt_isToldToWhoeverHasAnAccount', async () => {
      await applicant.opens('/login');
      await applicant.logsInByPassword();
      await page.waitForURL('**/filings');
      await applicant.opens('/file/renewal');
      await page.locator('.notice').waitFor();
      assert.match(await page.locator('.notice').innerText(), /电子钥匙/);
      assert.equal(await page.locator('#begin').count(), 0);
    });

    if (name === 'chromium') {
      visit('paper_isPrintedOnA4', async () => {
        await opensUser();
        await applicant.opens(`/filings/${filingId()}/documents/applicationForm`);
        await page.locator('.paper').waitFor();
        const pdf = await page.pdf({ preferCSSPageSize: true });
        assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[0 0 (594|595)(\.\d+)? (841|842)(\.\d+)?\]/);
        await page.emulateMedia({ media: 'print' });
        for (const kept of ['.paper-draft', '.paper h1', '.signing', '.paper-foot']) assert.equal(await page.locator(kept).first().isVisible(), true, kept);
        for (const left of ['.head', '.foot', '.paper-tools']) assert.equal(await page.locator(left).first().isVisible(), false, left);
      });
    }

    visit('list_isCardsOnAPhone', async () => {
      await applicant.opens('/login');
      await applicant.logsInByPassword();
      await page.locator('.filings tbody tr').first().waitFor();
      await page.setViewportSize({ width: 320, height: 640 });
      for (const language of ['zh-CN', 'en']) {
        if (language === 'en') await applicant.speaksEnglish();
        const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(wide <= window, `${language}: ${wide} > ${window}`);
        await assertAccessible(page, `cards ${language}`, { all: true });
      }
      assert.ok((await page.locator('.account').innerText()).includes(accountOf.email));
    });
  });
}
