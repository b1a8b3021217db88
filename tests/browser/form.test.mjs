// <ekey-form> in a page of its own, with a form that has every type of item.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';

import { assertAccessible, browsers } from './support/browsers.mjs';
import { scan } from './support/files.mjs';
import { FormPage, idOf, serveForm } from './support/form-page.mjs';
import { folder } from './support/pictures.mjs';
import { visits } from './support/visits.mjs';

const widths = [360, 768, 1280];
const licence = { name: '营业执照.png', mimeType: 'image/png', buffer: scan() };

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let server, browser, form, page;
    before(async () => {
      server = await serveForm();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      server?.stop();
    });

    const visit = visits(`${name}_form`, async () => {
      form = await FormPage.open(browser, server.port);
      ({ page } = form);
      return page;
    });

    /** Clean by axe at three widths, nothing wider than the window; with pictures. */
    async function sound(state) {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await assertAccessible(page, `${state} ${width}`, { all: true });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${state}: wider than ${width}`);
        if (name === 'chromium') await page.screenshot({ path: join(folder, `form-${state}-${width}.png`), fullPage: true });
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }

    visit('freshPage_namesAndDescribesEveryFieldAndJudgesNothing', async () => {
      assert.equal(await page.locator('form').getAttribute('novalidate'), '');
      assert.equal(await page.locator('[required], [pattern], [style]').count(), 0);
      const described = await form.at('/company/mobile').getAttribute('aria-describedby');
      assert.equal(await page.locator(`#${described}`).innerText(), '11 位手机号码。');
      assert.equal(await page.getByLabel('手机号码').getAttribute('id'), idOf('/company/mobile'));
      assert.equal(await page.getByLabel('备注').evaluate(({ localName }) => localName), 'textarea');
      assert.equal(await page.getByRole('radio').count(), 4);
      assert.equal(await page.getByRole('combobox').count(), 1);
      assert.equal(await page.getByRole('group', { name: '经营商品' }).getByRole('checkbox').count(), 3);
      assert.match(await page.locator('.ekey-rows').innerText(), /企业名称[^]*天津示范进出口有限公司/);
      assert.equal(await form.at('/company/country').count(), 0, 'not asked yet');
      await form.at('/company/mobile').fill('1');
      await form.at('/company/mobile').blur();
      assert.equal(await page.locator('.ekey-problem').count(), 0);
      assert.equal(await page.title(), '登记');
      await sound('fresh');
    });

    visit('wrongAnswers_areListedLinkedSaidBesideTheFieldAndFollowed', async () => {
      await form.fills({ '/company/mobile': '1380013800', '/company/staff': 'viele', '/company/founded': '2030-01-01' });
      await form.continues();
      const problems = await form.problems();
      assert.equal(problems.length, 8);
      assert.match(problems[0], /11 位/);
      assert.match(problems[1], /整数/);
      assert.match(problems[3], /成立日期不能晚于今天/);
      assert.equal(await page.title(), '错误：登记');
      for (const [index, pointer] of ['/company/mobile', '/company/staff'].entries()) {
        assert.equal((await page.locator(`#${idOf(pointer)}_errors`).textContent()).trim(), `错误：${problems[index]}`);
        assert.match(await form.at(pointer).getAttribute('aria-describedby'), new RegExp(`${idOf(pointer)}_errors`));
        assert.equal(await form.at(pointer).getAttribute('aria-invalid'), 'true');
      }
      await sound('errors');
      await page.locator('#ekey-errors a').nth(1).click();
      await form.hasFocus('/company/staff');
      assert.equal(await form.at('/company/staff').inputValue(), 'viele');
      await page.locator('#ekey-errors a', { hasText: '请填写' }).last().click();
      await form.hasFocus('/company/goods');

      await form.at('/company/staff').fill('12');
      assert.equal(await page.locator('#ekey-errors li').count(), 8, 'nothing changes while somebody types');
      await form.at('/company/staff').press('Tab');
      await page.locator('#ekey-errors li').nth(7).waitFor({ state: 'detached' });
      await form.at('/company/remark').fill('x'.repeat(501));
      await form.at('/company/remark').blur();
      assert.equal(await page.locator(`#${idOf('/company/remark')}_errors`).count(), 0, 'what was not found wrong is not judged on leaving it');
      await form.at('/company/remark').fill('');
      await form.fillsFirstPage();
      await form.continues();
      await form.heading('电子钥匙');
      assert.equal(await page.title(), '登记');
    });

    visit('keyboardAlone_fillsAPage', async () => {
      const steps = ['13800138000', null, '20', '100', '2001-02-03'];
      await page.keyboard.press('Tab');
      while ((await form.focused()) !== idOf('/company/mobile')) await page.keyboard.press('Tab');
      const met = [];
      for (const text of steps) {
        met.push(await form.focused());
        if (text) await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      met.push(await form.focused());
      await page.keyboard.press('ArrowDown'); // from yes, which has the focus, to no
      await page.keyboard.press('Tab');
      met.push(await form.focused());
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      met.push(await form.focused());
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      met.push(await form.focused());
      await page.keyboard.press('Space');
      const order = ['mobile', 'remark', 'staff', 'capital', 'founded', 'foreign', 'kind', 'agency', 'goods'];
      assert.deepEqual(met, order.map((id) => idOf(`/company/${id}`)), 'in the order of the document');
      const answers = await page.evaluate(() => globalThis.form.session.answers().company);
      assert.deepEqual([answers.foreign, answers.kind, answers.agency, answers.goods], [false, 'trade', 'beijing', ['machinery']]);
      await form.at('/company/mobile').press('Enter');
      await form.heading('电子钥匙');
      await page.locator('#ekey-heading:focus').waitFor();
    });

    visit('relevance_asksWhatFollowsFromAnswers', async () => {
      await page.getByLabel('是', { exact: true }).check();
      await form.at('/company/country').fill('德国');
      assert.equal(await page.getByLabel('分支机构').count(), 1);
      await page.getByLabel('分支机构').check();
      await page.getByLabel('否', { exact: true }).check();
      assert.equal(await form.at('/company/country').count(), 0);
      assert.equal(await page.getByLabel('分支机构').count(), 0);
      await form.continues();
      assert.ok((await form.problems()).includes('企业类型：原来选的“分支机构”现在不能选了。请从列出的选项中重新选择。'));
      await page.getByLabel('是', { exact: true }).check();
      assert.equal(await form.at('/company/country').inputValue(), '德国', 'nothing is thrown away');
    });

    visit('warningToConfirm_hasABoxAndStopsUntilItIsTicked', async () => {
      await form.fillsFirstPage({ staff: '2', capital: '5000' });
      await form.continues();
      assert.deepEqual(await form.problems(), ['员工人数与注册资本相比很少。请核对，无误的请确认。']);
      await sound('confirmation');
      const box = page.getByLabel('我已核对，确认无误');
      await box.check();
      await page.locator('#ekey-errors').waitFor({ state: 'detached' });
      assert.equal(await box.isChecked(), true);
      await box.uncheck();
      await page.locator('#ekey-errors li').waitFor();
      await box.check();
      await form.continues();
      await form.heading('电子钥匙');
    });

    visit('repeat_addsAndRemovesWithTheFocusBeside', async () => {
      await form.fillsFirstPage();
      await form.continues();
      await form.heading('电子钥匙');
      assert.equal(await page.getByRole('button', { name: /删除/ }).count(), 0, 'one must be left');
      await form.fills({ '/keys/0/login': 'first', '/keys/0/price': '1.50' });
      await page.getByRole('button', { name: '再添加一把电子钥匙' }).click();
      await form.hasFocus('/keys/1');
      assert.equal(await page.locator(`#${idOf('/keys/1')} > legend`).innerText(), '电子钥匙 2');
      await form.fills({ '/keys/1/login': 'second', '/keys/1/price': '2' });
      assert.match(await page.locator('.ekey-rows').innerText(), /合计[^]*3\.5/);
      await page.getByRole('button', { name: '再添加一把电子钥匙' }).click();
      assert.equal(await page.getByRole('button', { name: '再添加一把电子钥匙' }).count(), 0, 'no more than three');
      await form.continues();
      assert.equal((await form.problems()).length, 2);
      await sound('repeat');
      await page.getByRole('button', { name: '删除 电子钥匙 1' }).click();
      await form.hasFocus('/keys/0');
      assert.equal(await form.at('/keys/0/login').inputValue(), 'second');
      assert.equal(await page.locator(`#${idOf('/keys/1/login')}_errors`).count(), 1, 'errors move with their instance');
      assert.equal(await page.locator('#ekey-errors li').count(), 2);
      await page.getByRole('button', { name: '删除 电子钥匙 2' }).click();
      await form.hasFocus('/keys/0');
      assert.equal(await page.locator('#ekey-errors').count(), 0);
    });

    visit('languageSwitch_changesWordsOnly', async () => {
      await form.fills({ '/company/mobile': '138', '/company/remark': '一行\n二行' });
      await form.continues();
      await form.problems();
      await page.evaluate(() => globalThis.speak('en'));
      await page.getByLabel('Mobile number').waitFor();
      assert.equal(await form.at('/company/mobile').inputValue(), '138');
      assert.match(await page.locator('#ekey-errors').innerText(), /There is a problem[^]*11 digits/);
      assert.equal(await page.title(), 'Error: 登记');
      await page.evaluate(() => {
        document.title = 'Error: Registration'; // by the page itself, which knows
        globalThis.form.language = 'en';
        globalThis.form.layout = { items: {} };
      });
      await page.waitForFunction(() => document.querySelector('ekey-form textarea') === null);
      assert.equal(await page.title(), 'Error: Registration', 'said once');
      await page.evaluate(() => (document.title = '登记'));
      assert.equal(await page.locator('ekey-form').getAttribute('lang'), 'en');
      await sound('english');
      await page.evaluate(() => globalThis.speak('zh-CN'));
      await page.getByLabel('手机号码').waitFor();
      assert.equal(await form.at('/company/mobile').inputValue(), '138');
    });

    visit('materials_areCheckedShownKeptAndPrinted', async () => {
      await page.evaluate(() => globalThis.form.page = 'papers');
      await form.heading('材料');
      await form.at('/licence').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('none') });
      assert.match((await form.problems())[0], /PNG/);
      await sound('refused');
      await form.at('/licence').setInputFiles(licence);
      await page.locator('.ekey-arrived').waitFor();
      assert.equal(await page.locator('#ekey-errors').count(), 0);
      assert.match(await page.locator('.ekey-arrived').innerText(), /营业执照\.png[^]*PNG/);
      await sound('material');
      await form.continues();
      await form.heading('核对填写的内容');
      await page.waitForFunction(() => globalThis.told.saved.length > 0);
      const [draft] = await page.evaluate(() => globalThis.told.saved);
      assert.ok(draft.length < 1500 && draft.includes('"sha256"') && !draft.includes('base64'), 'what the file is, and none of its bytes');
      await page.evaluate(() => globalThis.form.page = 'papers');
      await page.getByRole('button', { name: '移除这个文件' }).click();
      assert.equal(await page.locator('.ekey-arrived').count(), 0);
      await form.hasFocus('/licence');
    });

    visit('materialUnderWay_stopsThePageAndCanBeCalledOff', async () => {
      await page.evaluate(() => {
        globalThis.form.page = 'papers';
        globalThis.form.materials = {
          take: (slot, file, { signal, onProgress }) => {
            onProgress({ step: 'sending', done: file.size / 2, total: file.size });
            return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
          },
        };
      });
      await form.heading('材料');
      await form.at('/licence').setInputFiles(licence);
      await page.locator('progress').waitFor();
      await page.getByText('正在上传：50%').waitFor();
      await form.continues();
      assert.deepEqual(await form.problems(), ['营业执照：文件还没有处理完，请等它完成再继续']);
      await sound('under-way');
      await page.getByRole('button', { name: '取消' }).click();
      assert.equal(await page.locator('progress').count(), 0);
      await form.hasFocus('/licence');
    });

    visit('checkPage_showsAllPrintsAndLeadsToWhatIsWrongAndBack', async () => {
      await form.fillsFirstPage();
      await page.evaluate(() => globalThis.form.page = 'check');
      await form.heading('核对填写的内容');
      assert.match(await page.locator('ekey-form').innerText(), /138 ?0013 ?8000[^]*2001年2月3日[^]*流通企业[^]*天津[^]*纺织品[^]*电子钥匙 1[^]*未填写/);
      await sound('check');
      if (name === 'chromium') { // Playwright cannot make the system's Firefox believe that it prints
        await page.emulateMedia({ media: 'print' });
        await page.locator('.ekey-change').first().waitFor({ state: 'hidden' });
        await page.emulateMedia({ media: 'screen' });
      }
      await form.continues();
      const problems = await form.problems();
      assert.equal(problems.length, 3);
      assert.equal(await page.evaluate(() => globalThis.told.submitted), 0);
      await page.locator('#ekey-errors a').first().click();
      await form.heading('电子钥匙');
      await form.hasFocus('/keys/0/login');
      await form.fills({ '/keys/0/login': 'first', '/keys/0/price': '1' });
      await form.continues();
      await form.heading('核对填写的内容');
      await page.getByRole('link', { name: '更改 营业执照' }).click();
      await form.hasFocus('/licence');
      await form.at('/licence').setInputFiles(licence);
      await page.locator('.ekey-arrived').waitFor();
      await form.continues();
      await form.heading('核对填写的内容');
      await form.continues();
      await page.waitForFunction(() => globalThis.told.submitted === 1);
    });

    visit('report_ofAServer_isSaidUntilTheAnswerIsAnotherOne', async () => {
      await page.evaluate(() => globalThis.form.report([{ code: 'answer.not_normalized', pointer: '/company/remark', severity: 'error', params: {} }]));
      assert.match((await form.problems())[0], /写法/);
      await form.at('/company/remark').fill('anders');
      await form.at('/company/remark').blur();
      await page.locator('#ekey-errors').waitFor({ state: 'detached' });
    });

    visit('leavingThePage_savesAtOnceAndClearsTheTitle', async () => {
      await form.at('/company/mobile').fill('1');
      await form.continues();
      await form.problems();
      await page.evaluate(() => globalThis.form.remove());
      await page.waitForFunction(() => globalThis.told.saved.length === 1);
      assert.equal(await page.title(), '登记');
    });
  });
}
