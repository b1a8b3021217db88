// The entrance and the guides: what an enterprise sees before it does anything.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';

import { Applicant } from './support/applicant.mjs';
import { assertAccessible, browsers, open } from './support/browsers.mjs';
import { assertReflows } from './support/reflow.mjs';
import { visits } from './support/visits.mjs';
import { someHostListens, World } from './support/world.mjs';

const tabs = ['first', 'renewal', 'reissue', 'mobileAuthorisation'];
const guides = { first: '首次申领', additional: '增办', renewal: '更新', reissue: '补办', change: '信息变更', unlock: '解锁', cancellation: '注销', mobileAuthorisation: '手机授权' };
const hotline = '010-58103599';

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

    const visit = visits(`${name}_entrance`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      return page;
    });

    const focused = () => page.evaluate(() => document.activeElement.id);
    const selected = () => page.locator('[role=tab][aria-selected=true]').getAttribute('id');
    const opensGuide = async (business) => {
      await page.locator(`a[href="/guides/${business}"]`).first().evaluate((link) => link.click());
      await page.locator('.guide-steps').waitFor();
    };
    const looksFor = async (text) => {
      await page.locator('#agency-query').fill(text);
      await page.locator('#agency-status:not(:empty)').waitFor();
      await page.waitForFunction(() => document.querySelector('.agencies li') || /没有找到|推荐不出/.test(document.querySelector('#agency-status').textContent));
      return page.locator('.agencies h3').allInnerTexts();
    };

    visit('firstPage_arrivesCompressed', async () => {
      await applicant.opens();
      const [sent, whole] = await page.evaluate(() => {
        const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(({ name }) => !name.includes('/api/') && !name.endsWith('.wasm'));
        return ['encodedBodySize', 'decodedBodySize'].map((size) => all.reduce((sum, one) => sum + one[size], 0));
      });
      // By plain HTTP a browser takes gzip, which is a little larger than the brotli of the budget.
      assert.ok(sent > 0 && sent < 70_000 && whole > 2 * sent, `${sent} of ${whole} bytes`);
    });

    visit('tabs_areOperatedByKeys', async () => {
      await applicant.opens();
      assert.equal(await selected(), 'tab-renewal', 'what most people come for comes first');
      await page.locator('#tab-renewal').focus();
      const visited = [];
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
        await page.keyboard.press(key);
        assert.equal(await focused(), await selected());
        visited.push((await selected()).replace('tab-', ''));
        assert.equal(await page.locator('[role=tabpanel]:visible').count(), 1);
      }
      assert.deepEqual(visited, ['reissue', 'mobileAuthorisation', 'first', 'mobileAuthorisation', 'first', 'mobileAuthorisation']);
      await page.keyboard.press('Tab');
      assert.equal(await focused(), 'panel-mobileAuthorisation', 'the other tabs are no stops');
      await page.locator('#tab-first').click();
      assert.match(await page.locator('#panel-first').innerText(), /现在可以网上办理[^]*首次申领/);
    });

    visit('everyTabInBothLanguages_isAccessible', async () => {
      await applicant.opens();
      for (const language of ['zh-CN', 'en']) {
        if (language === 'en') await applicant.speaksEnglish();
        for (const tab of tabs) {
          await page.locator(`#tab-${tab}`).click();
          await page.locator(`#panel-${tab}`).waitFor();
          await assertAccessible(page, `${tab} ${language}`, { all: true });
        }
      }
      assert.equal(await page.locator('h1').innerText(), 'Import and Export Enterprise Electronic Certificate and Electronic Key Service');
      assert.equal(await page.locator('[lang=zh-CN]').first().innerText(), '中文');
    });

    visit('agencies_areFoundByNameCodeAndEnterpriseCode', async () => {
      await applicant.opens();
      assert.deepEqual(await looksFor('宁'), ['辽宁省商务厅', '宁波市商务局', '宁夏回族自治区商务厅']);
      assert.deepEqual(await looksFor('xiamen'), ['厦门市商务局']);
      assert.deepEqual(await looksFor('4403'), ['深圳市商务局']);
      assert.deepEqual(await looksFor('35'), ['福建省商务厅', '厦门市商务局']);
      assert.deepEqual(await looksFor('亚特兰蒂斯'), []);
      assert.deepEqual(await looksFor('91120000PDY00001X7'), ['天津市商务局']);
      assert.match(await page.locator('#agency-status').innerText(), /120000/);
      assert.match(await page.locator('.agencies li').innerText(), /红星路79号[^]*办公时间\s+暂无资料[^]*电话\s+暂无资料/);
      assert.deepEqual(await looksFor('９１350200 m'), ['厦门市商务局'], 'the city before its province, while it is being typed');
      assert.deepEqual(await looksFor('91350100M000100Y43'), ['福建省商务厅']);
      assert.deepEqual(await looksFor('911000006000373'), [], 'registered with the state, not with a province');
      assert.match(await page.locator('#agency-status').innerText(), /100000/);
      await page.locator('#agency-all').press('Enter');
      await page.locator('.agencies li').nth(36).waitFor();
      assert.equal(await page.locator('.agencies li').count(), 37);
      assert.equal(await page.locator('#agency-query').inputValue(), '');
      await assertAccessible(page, 'agencies', { all: true });
      await applicant.speaksEnglish();
      assert.match(await page.locator('.agencies li').first().innerText(), /unknown: call before you go/);
    });

    visit('agenciesThatDoNotCome_areAskedForAgain', async () => {
      await page.route('**/agencies.json', (route) => route.abort());
      await applicant.opens();
      await page.locator('#agency-all').click();
      await page.locator('#agencies [role=alert]').waitFor();
      await page.unroute('**/agencies.json');
      page.faults.length = 0; // the browser notes the request that was broken off
      await page.locator('.not-fetched button').click();
      await page.locator('.agencies li').nth(36).waitFor();
    });

    visit('everyGuideInBothLanguages_isCompleteAndAccessible', async () => {
      await applicant.opens();
      await page.setViewportSize({ width: 360, height: 780 });
      for (const language of ['zh-CN', 'en']) {
        if (language === 'en') await applicant.speaksEnglish();
        for (const [business, title] of Object.entries(guides)) {
          await opensGuide(business);
          const text = await page.locator('.guide').innerText();
          if (language === 'zh-CN') assert.ok(text.includes(title), title);
          assert.doesNotMatch(text, /(guide|material|who|business)\.[a-z]/, 'every code has its text');
          assert.match(text, /现在可以网上办理|Available online now/);
          assert.equal(await page.locator(`.where a[href="/file/${business}"]`).count(), 1);
          assert.ok(text.includes(hotline), 'and whom to ask');
          assert.equal(await page.locator('.documents li').count(), ['first', 'additional', 'reissue'].includes(business) ? 6 : 0);
          assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the focus is where the page begins');
          assert.ok((await page.title()).startsWith(await page.locator('h1').innerText()));
          await assertReflows(page, `${business} ${language}`);
          await page.setViewportSize({ width: 1280, height: 900 });
          await assertAccessible(page, `${business} ${language}`, { all: true });
        }
      }
    });

    visit('guide_leadsToTheAgenciesAndBack', async () => {
      await applicant.opens();
      await opensGuide('unlock');
      await page.locator('.where a[href="/#agencies"]').press('Enter');
      await page.locator('#agencies:focus').waitFor();
      await page.goBack();
      await page.locator('.guide h1:focus').waitFor();
      assert.match(await page.locator('.guide h1').innerText(), /解锁/);
    });

    visit('guide_isThereByItsAddress', async () => {
      await applicant.opens('/guides/unlock');
      await page.locator('.guide-steps').waitFor();
      await applicant.opens('/guides/nothing');
      assert.equal(await page.locator('h1').innerText(), '没有这个页面');
    });

    visit('at400Percent_nothingIsWiderThanTheWindow', async () => {
      await applicant.opens();
      await looksFor('天津');
      for (const language of ['zh-CN', 'en']) {
        if (language === 'en') await applicant.speaksEnglish();
        for (const tab of tabs) {
          await page.locator(`#tab-${tab}`).click();
          await assertReflows(page, `${tab} ${language}`);
        }
      }
    });

    visit('computerCheck_saysWhatIsMissingAndThenThatAllIsWell', async () => {
      await world.stopHost();
      await applicant.opens();
      if (!(await someHostListens())) {
        await page.locator('#ready-check').press('Enter');
        await page.locator('#helper .help').waitFor();
        assert.match(await page.locator('#ready-status').innerText(), /没有找到电子钥匙助手/);
        await assertAccessible(page, 'no helper', { all: true });
      }
      const before = world.pinsAsked();
      await world.startHost();
      await page.locator('#ready-check').press('Enter');
      await page.locator('.ready-steps').waitFor();
      assert.equal(await page.locator('.ready-steps li').count(), 8);
      assert.equal(await page.locator('.ready-steps .failed').count(), 0);
      assert.match(await page.locator('#ready-status').innerText(), /可以/);
      assert.equal(world.pinsAsked(), before, 'no PIN is asked for');
      assert.equal(await focused(), 'ready-check');
      await assertAccessible(page, 'ready', { all: true });
      await world.stopHost();
    });

    visit('computerCheckWithoutKey_namesTheStepAndWhatToDo', async () => {
      world.makeReaderWithoutToken('empty');
      await world.startHost({ tokens: ['empty'] });
      await applicant.opens();
      await page.locator('#ready-check').click();
      await page.locator('.ready-steps').waitFor();
      assert.match(await page.locator('#ready-status').innerText(), /还不能使用/);
      assert.match(await page.locator('.ready-steps .failed').innerText(), /电子钥匙\s+有问题\s+没有插入电子钥匙/);
      assert.match(await page.locator('.ready-steps li').last().innerText(), /没有检查到/);
      await assertAccessible(page, 'no key', { all: true });
      await page.locator('a[href="/file/renewal"]').click();
      await page.locator('#key-start').waitFor();
      await page.goBack();
      await page.locator('#ready-check').waitFor();
      assert.equal(await page.locator('.ready-steps').count(), 0, 'an old result is not shown as if it were of now');
      await world.stopHost();
    });

    if (name === 'chromium') {
      visit('guide_isPrintedOnA4', async () => {
        await applicant.opens();
        await opensGuide('first');
        const pdf = await page.pdf({ preferCSSPageSize: true });
        assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[0 0 (594|595)(\.\d+)? (841|842)(\.\d+)?\]/);
        await page.emulateMedia({ media: 'print' });
        for (const kept of ['h1', '.where', '.documents', '.guide-steps', '.times', '.foot .tel']) {
          assert.equal(await page.locator(kept).isVisible(), true, kept);
        }
        for (const left of ['.print-button', '.others', '.head-tools']) {
          assert.equal(await page.locator(left).isVisible(), false, left);
        }
      });
    }
  });
}
