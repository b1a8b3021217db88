// Accounts, by hand of a real browser: register, activate, log in, forget, change, end sessions.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';

import { accountOf, accountPassword, Applicant } from './support/applicant.mjs';
import { assertAccessible, browsers, open } from './support/browsers.mjs';
import { assertReflows } from './support/reflow.mjs';
import { visits } from './support/visits.mjs';
import { enterprise, World } from './support/world.mjs';

const hints = [
  '非机电许可证: 请输入注册时使用的电子邮箱',
  '机电许可证: 请输入原有的机电账号',
  '二手车出口: 请输入“统一平台账号”或者注册时使用的用户电子邮箱',
]; // the former system's own words

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;
    let number = 0;

    before(async () => {
      world = await World.create({}, { mails: true });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await world?.end();
    });

    const visit = visits(`${name}_accounts`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      number += 1;
      return page;
    });

    /** An address of this visit's own. */
    const address = () => `user${number}@demonstration.example`;
    const says = (pattern) => page.locator('main', { hasText: pattern }).waitFor();

    visit('registration_isActivatedByMailAndLogsIn', async () => {
      await applicant.opens();
      await page.locator('.head a[href="/register"]').click();
      await page.locator('#uscc').fill('91120000PDY00001X');
      await page.locator('#uscc-told', { hasText: '17' }).waitFor();
      await page.locator('#uscc').fill('91120000PDY00001X8');
      await page.locator('#uscc-told .bad').waitFor();
      await page.locator('#uscc').fill(enterprise.uscc);
      await page.locator('#uscc-told .good').waitFor();
      for (const [index, kind] of ['general', 'mechanical', 'usedVehicle'].entries()) {
        await page.locator(`input[name=licenceKind][value=${kind}]`).check();
        assert.equal(await page.locator('#login-hint').innerText(), hints[index]);
      }
      await page.locator('#proof-status', { hasText: '已完成' }).waitFor();
      await assertAccessible(page, 'register', { all: true });
      await applicant.registers({ email: address(), login: address() });
      await page.locator('.mail h1:focus').waitFor();
      await assertAccessible(page, 'mail', { all: true });
      await page.goto(world.origin + (await world.mailbox.link(address(), world.origin)));
      await page.locator('.password-rules').waitFor();
      assert.equal(new URL(page.url()).hash, '', 'the token does not stay in the address');
      await page.locator('#password').fill('short');
      await page.locator('form.plain button.primary').click();
      assert.match((await applicant.problems())[0], /12/);
      await page.locator('#problems a').click();
      await page.locator('#password:focus').fill(accountPassword);
      await page.locator('button[aria-controls=password]').click();
      assert.equal(await page.locator('#password').getAttribute('type'), 'text');
      await assertAccessible(page, 'activate', { all: true });
      await page.locator('form.plain button.primary').click();
      await page.locator('main a[href="/login"]').click();
      await applicant.logsInByPassword({ login: address() });
      await page.waitForURL('**/filings');
      assert.match(await page.locator('.account').innerText(), new RegExp(`${enterprise.name}[^]*${enterprise.uscc}[^]*${address()}`));
    });

    visit('blankRegistration_listsWhatIsMissingWithLinks', async () => {
      await applicant.opens('/register');
      await page.locator('form.plain button.primary').click();
      const problems = await applicant.problems();
      assert.equal(problems.length, 7);
      assert.match(await page.title(), /^错误：注册/);
      await assertAccessible(page, 'errors', { all: true });
      for (const [index, id] of ['uscc', 'enterprise', 'licenceKind', 'login', 'userName', 'email', 'mobile'].entries()) {
        await page.locator('#problems a').nth(index).press('Enter');
        assert.equal(await page.evaluate(() => document.activeElement.id), id);
        assert.ok((await page.locator(`#${id}-errors`).innerText()).endsWith(problems[index]), 'the same words beside the field');
      }
      await applicant.speaksEnglish();
      await assertAccessible(page, 'errors in English', { all: true });
    });

    visit('whereTheRulesAreNotToBeHad_registersAllTheSame', async () => {
      await page.route(/ekey-forms\.wasm(\.js)?$/, (route) => route.abort());
      await applicant.registers({ uscc: '91120000PDY00001X8', email: address(), login: address() });
      assert.equal((await applicant.problems()).length, 1, 'the portal checks what the page could not');
      await page.locator('#problems a').click();
      await page.locator('#uscc:focus').fill(enterprise.uscc);
      await page.locator('form.plain button.primary').click();
      await page.locator('.mail').waitFor();
      await applicant.activates(await world.mailbox.link(address(), world.origin));
      await page.locator('main a[href="/login"]').click();
      await applicant.logsInByPassword({ login: address() });
      await page.locator('.begin a').first().waitFor();
      page.faults.length = 0; // the browser notes the requests that were broken off
    });

    visit('wrongPassword_saysSoAndKeepsCodeAndName', async () => {
      await applicant.hasAnAccount({ email: address() });
      await page.locator('#logout').click();
      await page.locator('.head a[href="/login"]').click();
      await applicant.logsInByPassword({ login: address(), password: 'quite another one' });
      assert.equal((await applicant.problems()).length, 1);
      assert.equal(await page.locator('#login').inputValue(), address());
      await assertAccessible(page, 'wrong password', { all: true });
      await applicant.logsInByPassword({ login: address() });
      await page.locator('#logout').waitFor();
    });

    visit('forgottenPassword_isChosenAnewByMail', async () => {
      await applicant.hasAnAccount({ email: address() });
      await page.locator('#logout').click();
      await applicant.opens('/login');
      await page.locator('main a[href="/forgot"]').click();
      await page.locator('#uscc').fill(enterprise.uscc);
      await page.locator('#login').fill(address());
      await assertAccessible(page, 'forgot', { all: true });
      await page.locator('form.plain button.primary').click();
      await page.locator('.mail').waitFor();
      const link = await world.mailbox.link(address(), world.origin);
      assert.match(link, /^\/reset#/);
      await applicant.activates(link, `${accountPassword} 2`);
      await page.locator('main a[href="/login"]').click();
      await applicant.logsInByPassword({ login: address(), password: `${accountPassword} 2` });
      await page.locator('#logout').waitFor();
      await applicant.opens(link);
      await page.locator('#password').fill(accountPassword);
      await page.locator('form.plain button.primary').click();
      assert.equal((await applicant.problems()).length, 1, 'a link is good once');
    });

    visit('account_listsSessionsEndsThemAndChangesThePassword', async () => {
      await applicant.hasAnAccount({ email: address() });
      const elsewhere = await open(browser);
      try {
        const other = new Applicant(elsewhere, world);
        await other.opens('/login');
        await other.logsInByPassword({ login: address() });
        await elsewhere.locator('#logout').waitFor();
        await page.locator('.account a[href="/account"]').click();
        await page.locator('.sessions li').nth(1).waitFor();
        await assertAccessible(page, 'account', { all: true });
        await page.locator('.sessions button').click();
        await page.locator('#notice').waitFor();
        assert.equal(await page.locator('.sessions li').count(), 1);
        await elsewhere.locator('.account a[href="/filings"]').click();
        await elsewhere.waitForURL('**/login');
        await elsewhere.locator('.notice').waitFor();
        await page.locator('#current').fill(accountPassword);
        await page.locator('#password').fill(`${accountPassword} 3`);
        await page.locator('form.plain button.primary').click();
        await page.locator('#notice', { hasText: '密码已修改' }).waitFor();
        await other.logsInByPassword({ login: address(), password: `${accountPassword} 3` });
        await elsewhere.waitForURL('**/filings');
      } finally {
        await elsewhere.context().close();
      }
    });

    visit('everyPageInBothLanguages_isAccessibleAndFits', async () => {
      for (const language of ['zh-CN', 'en']) {
        for (const path of ['/register', '/login', '/forgot', '/activate', '/reset', '/activate#sometoken', '/file/first', '/file/renewal', '/file/unlock']) {
          await applicant.opens(path);
          if (language === 'en' && (await page.locator('html[lang=en]').count()) === 0) await applicant.speaksEnglish();
          await page.locator(`html[lang=${language}] main h1`).waitFor();
          await assertReflows(page, `${path} ${language}`);
          await page.setViewportSize({ width: 1280, height: 900 });
          await assertAccessible(page, `${path} ${language}`, { all: true });
          assert.doesNotMatch(await page.locator('body').innerText(), /\b(register|login|proof|password|start|licence|mail|forgot)\.[a-z]/, 'every code has its text');
        }
      }
    });

    visit('officer_isToldWhatIsNotTheirs', async () => {
      await applicant.activates(world.addsStaff('officer'));
      await applicant.opens('/login');
      await applicant.logsInByPassword({ uscc: '', login: 'officer' });
      await page.waitForURL('**/account');
      for (const language of ['zh-CN', 'en']) {
        if (language === 'en') await applicant.speaksEnglish();
        for (const path of ['/filings', '/file/first']) {
          await applicant.opens(path);
          await page.locator('main a[href="/account"]').waitFor();
          assert.match(await page.locator('main').innerText(), language === 'en' ? /may not do this/ : /无权做这件事/, path);
        }
      }
    });

    visit('login_isOperatedByKeys', async () => {
      await applicant.opens('/login');
      await says('统一社会信用代码');
      await page.locator('#login-tab-password').focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('#login-tab-key:focus').waitFor();
      await page.locator('#key-start').waitFor();
      await page.keyboard.press('ArrowLeft');
      await page.locator('#login-tab-password:focus').waitFor();
      for (const hint of hints) await says(hint);
      await page.locator('#uscc').focus();
      await page.keyboard.type(accountOf.uscc);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'login');
      await page.keyboard.press('Enter');
      assert.equal((await applicant.problems()).length, 2, 'log-in name and password are missing');
    });
  });
}
