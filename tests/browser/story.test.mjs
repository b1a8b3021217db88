// The story of issue 2, by hand of a real browser: portal, host, token worker, SoftHSM2 and modules are the real ones.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';

import { Applicant, fieldId, person } from './support/applicant.mjs';
import { assertAccessible, browsers, open } from './support/browsers.mjs';
import { licence, notALicence } from './support/files.mjs';
import { visits } from './support/visits.mjs';
import { enterprise, hostPorts, someHostListens, World } from './support/world.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;

    before(async () => {
      world = await World.create();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await world?.end();
    });

    /** Each test is a visit of its own, with a host of its own: nothing of another one is in either. */
    const visit = visits(name, async ({ host = true } = {}) => {
      await (host ? world.startHost() : world.stopHost());
      page = await open(browser);
      applicant = new Applicant(page, world);
      return page;
    });

    visit('noHost_saysSoAndHowToGetItAndGoesOnOnceItRuns', async () => {
      const other = await someHostListens(); // of whoever runs the tests: it does not serve this origin
      await applicant.opens('/file/renewal');
      await page.locator('#key-start').click();
      const [problem] = await applicant.problems();
      assert.match(problem, other ? /没有被列入/ : /没有找到电子钥匙助手/);
      if (!other) {
        assert.match(await page.locator('.help').innerText(), /ekey-host/);
        await assertAccessible(page, 'no host');
      }
      assert.match(await page.title(), /^错误：/);

      await world.startHost();
      assert.equal(await page.locator('#key-start').innerText(), '再试一次');
      await applicant.logsIn();
      await applicant.begins();
    }, { host: false });

    visit('renewal_isSignedVerifiedAndStillThereAfterARestart', async () => {
      await applicant.opens();
      assert.equal(await page.locator('.demonstration').isVisible(), true);
      await assertAccessible(page, 'entrance');
      await page.locator('a[href="/file/renewal"]').click();
      await assertAccessible(page, 'start');
      await applicant.logsIn();
      await applicant.begins();
      assert.ok(world.windows().includes(world.origin), 'the window names the origin');
      assert.match(await page.locator('.ekey-rows').first().innerText(), new RegExp(`${enterprise.name}[^]*${enterprise.uscc}`));
      await assertAccessible(page, 'enterprise');
      await applicant.confirmsEnterprise();
      assert.equal(await applicant.field('email').inputValue(), 'authorised.user@demonstration.example');
      await applicant.fillsIn();
      await assertAccessible(page, 'authorised user');
      await applicant.continues();
      await applicant.attaches();
      await page.locator('.ekey-arrived').waitFor();
      await assertAccessible(page, 'materials');
      await applicant.continues();
      await page.locator('.declare').waitFor();
      await assertAccessible(page, 'check');
      assert.match(await page.locator('main').innerText(), /张三[^]*13800138000[^]*zhangsan@example\.com[^]*营业执照 副本\.png/);

      await applicant.submits();
      await page.waitForURL('**/filings/*');
      const receipt = await page.locator('#receipt').innerText();
      assert.match(receipt, /^\d{8}-\d{6}-\d$/);
      await assertAccessible(page, 'record');
      assert.ok(world.windows().includes(person.mobile), 'the window shows what it parsed');

      await world.portal.stop();
      await world.startPortal();
      await page.reload();
      assert.equal(await page.locator('#receipt').innerText(), receipt);
      assert.match(await page.locator('main').innerText(), /张三[^]*13800138000[^]*营业执照 副本\.png/);
    });

    visit('record_isShownToNobodyWithoutLogIn', async () => {
      await applicant.opens('/filings/whatever');
      await page.waitForURL('**/login');
      await page.locator('#login-tab-key').click();
      await applicant.logsIn();
      const problems = await applicant.problems();
      assert.deepEqual(problems, ['没有这份申报，或它不属于本企业。']);
      await assertAccessible(page, 'unknown filing');
    });

    visit('wrongPin_saysWhatTheTokenTellsAndAsksOnce', async () => {
      await applicant.opens('/file/renewal');
      const before = world.pinsAsked();
      await applicant.logsIn({ answer: 'pin 000000' });
      const [problem] = await applicant.problems();
      assert.match(problem, /^口令不正确/);
      assert.equal(world.pinsAsked(), before + 1);
      await applicant.logsIn();
      await applicant.begins();
      assert.equal(world.pinsAsked(), before + 2);
    });

    visit('cancelInTheWindow_signsNothingAndSaysSo', async () => {
      await applicant.opens('/file/renewal');
      await applicant.logsIn({ answer: 'cancel' });
      assert.deepEqual(await applicant.problems(), ['您已取消操作。如需继续，请重新操作']);
    });

    visit('cancelOnThePage_closesTheWindow', async () => {
      await applicant.opens('/file/renewal');
      await applicant.logsIn({ answer: 'wait' });
      await world.windowOpens();
      await page.locator('.working button').click();
      await page.locator('.key [role=status]').waitFor();
      await applicant.logsIn(); // the host would be busy if its window were still open
      await applicant.begins();
    });

    visit('wrongAnswers_areListedLinkedAndKept', async () => {
      await applicant.opens('/file/renewal');
      await applicant.logsIn();
      await applicant.confirmsEnterprise();
      await applicant.fillsIn({ name: '', mobile: '1380013800', email: 'zhangsan.example.com' });
      assert.equal(await page.locator('.ekey-problem').count(), 0, 'nothing is judged while somebody types');
      await applicant.continues();
      const problems = await applicant.problems();
      assert.equal(problems.length, 3);
      assert.equal(problems[0], '请填写授权用户姓名');
      assert.match(problems[1], /11 位/);
      assert.match(problems[2], /@/);
      assert.match(await page.title(), /^错误：授权用户/);
      for (const [index, id] of ['name', 'mobile', 'email'].entries()) {
        const beside = (await page.locator(`#${fieldId(id)}_errors`).innerText());
        assert.ok(beside.endsWith(problems[index]), 'the same words beside the field');
        assert.match(await applicant.field(id).getAttribute('aria-describedby'), new RegExp(`${fieldId(id)}_errors`));
      }
      await assertAccessible(page, 'errors');
      await page.locator('#ekey-errors a').nth(1).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), fieldId('mobile'));
      assert.equal(await applicant.field('mobile').inputValue(), '1380013800');

      await page.locator('#language').click();
      await page.locator('html[lang=en]').waitFor();
      assert.equal(await applicant.field('mobile').inputValue(), '1380013800');
      assert.match(await page.title(), /^Error: Authorised user/);
      await assertAccessible(page, 'errors in English');
    });

    visit('answers_surviveAReloadAndAChangedLanguage', async () => {
      await applicant.opens('/file/renewal');
      await applicant.logsIn();
      await applicant.confirmsEnterprise();
      await applicant.fillsIn({ name: '李四', mobile: '139 0013 9000' });
      await page.locator('#language').click();
      await page.locator('html[lang=en]').waitFor();
      assert.equal(await applicant.field('name').inputValue(), '李四');
      await page.reload();
      await page.locator(`html[lang=en] #${fieldId('name')}`).waitFor();
      assert.equal(await applicant.field('name').inputValue(), '李四');
      assert.equal(await applicant.field('mobile').inputValue(), '13900139000', 'as the rules understood it');
    });

    visit('materialThatIsNone_getsItsOwnMessage', async () => {
      await applicant.opens('/file/renewal');
      await applicant.logsIn();
      await applicant.confirmsEnterprise();
      await applicant.fillsIn();
      await applicant.continues();
      await applicant.field('businessLicence').waitFor({ state: 'attached' });
      await applicant.continues();
      assert.deepEqual(await applicant.problems(), ['请选择营业执照扫描件']);
      await applicant.attaches(notALicence);
      const [problem] = await applicant.problems();
      assert.match(problem, /JPEG.*PNG.*PDF/);
      await applicant.attaches(licence);
      await page.locator('.ekey-arrived').waitFor();
      assert.equal(await page.locator('#problems, #ekey-errors').count(), 0);
      await page.reload();
      await page.locator('.ekey-arrived').waitFor(); // the portal has it: no need to choose it again
    });

    visit('changeLink_leadsToTheFieldAndBackToTheCheck', async () => {
      await applicant.reachesCheck();
      await page.getByRole('link', { name: '更改 手机号码' }).click();
      await page.locator(`#${fieldId('mobile')}:focus`).fill('13700137000');
      await applicant.continues();
      await page.locator('.declare').waitFor();
      assert.match(await page.locator('main').innerText(), /13700137000/);
    });

    visit('hostThatEndsBeforeSigning_losesNothing', async () => {
      await applicant.reachesCheck();
      await world.stopHost();
      await applicant.submits();
      const [problem] = await applicant.problems();
      if (!(await someHostListens())) {
        assert.match(problem, /没有运行/, 'it was seen before, so it is installed');
        assert.match(await page.locator('.help').innerText(), /请启动程序 ekey-host/);
        await assertAccessible(page, 'host that stopped');
      }
      await world.startHost();
      await applicant.submits();
      await page.waitForURL('**/filings/*');
      await page.locator('#receipt').waitFor();
    });

    visit('expiredSession_asksToLogInAgainAndKeepsAnswersAndFile', async () => {
      await applicant.reachesCheck();
      await world.portal.stop();
      await world.startPortal({ clockOffset: 31 * 60 });
      try {
        await applicant.submits();
        await page.waitForURL('**/login');
        assert.match(await page.locator('.notice').first().innerText(), /登录已超时/);
        await applicant.logsIn();
        await page.locator('.declare').waitFor();
        assert.match(await page.locator('main').innerText(), /张三[^]*营业执照 副本\.png/);
        await applicant.submits();
        await page.waitForURL('**/filings/*');
        await page.locator('#receipt').waitFor();
      } finally {
        await world.portal.stop();
        await world.startPortal();
      }
    });

    visit('hostOfOtherSites_saysThatThisOneIsNotListed', async () => {
      await world.startHost({ origins: ['http://localhost:1'] });
      await applicant.opens('/file/renewal');
      await page.locator('#key-start').click();
      const [problem] = await applicant.problems();
      assert.match(problem, /没有被列入/);
      const told = await page.locator('.help .administrator').innerText();
      assert.ok(told.includes(`ekey-host package --origin ${world.origin}`), 'what the administrator runs');
      assert.ok(told.includes(`ekey-host origins add ${world.origin} authenticate sign`), 'what the person runs');
      assert.ok(hostPorts.includes(world.host.port));
    });
  });
}
