// What an applicant does, in words.
import { licence } from './files.mjs';
import { idOf } from './form-page.mjs';
import { answer, answers } from './forms.mjs';
import { enterprise, pin } from './world.mjs';

/** What is registered, and how the account is logged in to. */
export const accountOf = { uscc: enterprise.uscc, enterprise: enterprise.name, licenceKind: 'general', login: 'user@demonstration.example', userName: '张三', email: 'user@demonstration.example', mobile: '13800138000' };
export const accountPassword = '黄昏 电梯 七个苹果 tram';
const monthsFromNow = (months) => {
  const day = new Date();
  day.setMonth(day.getMonth() + months);
  return day.toISOString().slice(0, 10);
};

export const person = { name: '张三', mobile: '13800138000', email: 'zhangsan@example.com' };

/** Of a field of the renewal. */
export const fieldId = (name) => idOf(name === 'businessLicence' ? `/materials/${name}` : `/authorisedUser/${name}`);

export class Applicant {
  constructor(page, world) {
    this.page = page;
    this.world = world;
  }

  async opens(path = '/') {
    await this.page.goto(this.world.origin + path);
    await this.page.locator('h1').waitFor();
  }

  async speaksEnglish() {
    await this.page.locator('#language').click();
    await this.page.locator('html[lang=en]').waitFor();
  }

  /** Registers an account, follows the mail's link and logs in with the new password. */
  async hasAnAccount({ email = accountOf.email, uscc = enterprise.uscc } = {}) {
    await this.registers({ email, uscc, login: email });
    await this.page.locator('.mail').waitFor();
    await this.activates(await this.world.mailbox.link(email, this.world.origin));
    await this.page.locator('main a[href="/login"]').click();
    await this.logsInByPassword({ uscc, login: email });
    await this.page.locator('#logout').waitFor();
  }

  async registers(given = {}) {
    const { licenceKind, ...typed } = { ...accountOf, ...given };
    await this.opens('/register');
    await this.page.locator('#uscc').fill(typed.uscc);
    await this.page.locator(`input[name=licenceKind][value=${licenceKind}]`).check();
    for (const [name, value] of Object.entries(typed)) await this.page.locator(`#${name}`).fill(value);
    await this.page.locator('form.plain button.primary').click();
  }

  /** `path`: of the mail's link. */
  async activates(path, password = accountPassword) {
    await this.opens(path);
    await this.page.locator('#password').fill(password);
    await this.page.locator('form.plain button.primary').click();
    await this.page.locator('main a[href="/login"]').waitFor();
  }

  /** On a page that offers it. */
  async logsInByPassword({ uscc = enterprise.uscc, login = accountOf.email, password = accountPassword } = {}) {
    const tab = this.page.locator('#login-tab-password');
    if (await tab.count()) await tab.click();
    for (const [name, value] of Object.entries({ uscc, login, password })) await this.page.locator(`#${name}`).fill(value);
    await this.page.locator('form.plain button.primary').click();
  }

  /** A business whose first page has been opened, to the page that shows everything. `seen`: told after each page; `asked`: when a code is. */
  async fillsForm(business, seen = async () => {}, asked = async () => {}) {
    for (const [number, page] of answers[business].entries()) {
      if (business === 'mobileAuthorisation' && number === answers[business].length - 1) await this.provesPhone({ asked });
      for (const [pointer, value] of Object.entries(page)) await answer(this.page, pointer, value);
      if (business === 'mobileAuthorisation' && number === answers[business].length - 1) await answer(this.page, '/binding/until', monthsFromNow(6));
      await seen(number);
      await this.goesOn();
    }
    await this.page.locator('.declare').waitFor();
  }

  /** Of a mobile authorisation, by the code that its phone gets. */
  async provesPhone({ mobile = '13800138000', asked = async () => {} } = {}) {
    await this.page.locator('#mobile').fill(mobile);
    await this.page.locator('#phone form').first().locator('button').click();
    await this.page.locator('#code').waitFor();
    const { text } = await this.world.mailbox.next(`${mobile}@sms.demonstration.example`);
    await asked();
    await this.page.locator('#code').fill(/验证码 (\d{6})/.exec(text)[1]);
    await this.page.locator('#phone form').last().locator('button').click();
    await this.page.locator('#phone').waitFor({ state: 'detached' });
    await this.page.locator('#ekey-next').waitFor();
  }

  /** From the page that offers it; the PIN is right unless told. */
  async logsIn({ answer = `pin ${pin}` } = {}) {
    this.world.willAnswer(answer);
    await this.page.locator('#key-start').click();
  }

  /** Logged in where a business begins: to its first page, with a new filing. */
  async begins() {
    const [another, form] = [this.page.locator('#begin'), this.page.locator('#ekey-next')];
    await another.or(form).first().waitFor();
    if (await another.count()) await another.click();
    await form.waitFor();
  }

  async confirmsEnterprise() {
    await this.begins();
    await this.page.locator(`input[name="${idOf('/certificate/openMatters')}"][value=none]`).check();
    await this.continues();
    await this.field('name').waitFor();
  }

  async fillsIn(answers = person) {
    for (const [name, value] of Object.entries(answers)) {
      await this.field(name).fill(value);
    }
  }

  field(name) {
    return this.page.locator(`#${fieldId(name)}`);
  }

  async continues() {
    await this.page.locator('#ekey-next').click();
  }

  /** To the next page; throws what is said to be wrong with this one. */
  async goesOn() {
    const before = this.page.url();
    await this.continues();
    const wrong = this.page.locator('#ekey-errors');
    await Promise.race([this.page.waitForURL((url) => url.href !== before), wrong.waitFor()]);
    if (this.page.url() === before) throw new Error(`${before}: ${await wrong.innerText()}`);
  }

  async attaches(file = licence) {
    await this.field('businessLicence').setInputFiles(file);
  }

  /** From the first page to the one that shows everything before it is signed. */
  async reachesCheck() {
    await this.opens('/file/renewal');
    await this.logsIn();
    await this.confirmsEnterprise();
    await this.fillsIn();
    await this.continues();
    await this.attaches();
    await this.page.locator('.ekey-arrived').waitFor();
    await this.continues();
    await this.page.locator('.declare').waitFor();
  }

  async submits({ answer = `pin ${pin}` } = {}) {
    this.world.willAnswer(answer);
    await this.page.locator('#key-start').click();
  }

  /** The texts of the error summary, once it has the focus. */
  async problems() {
    const summary = this.page.locator('#problems:focus, #ekey-errors:focus');
    await summary.waitFor();
    return summary.locator('li').allInnerTexts();
  }
}
