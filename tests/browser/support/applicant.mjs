// What an applicant does, in words.
import { licence } from './files.mjs';
import { idOf } from './form-page.mjs';
import { pin } from './world.mjs';

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

  /** From the page that offers it; the PIN is right unless told. */
  async logsIn({ answer = `pin ${pin}` } = {}) {
    this.world.willAnswer(answer);
    await this.page.locator('#key-start').click();
  }

  async confirmsEnterprise() {
    await this.page.waitForURL('**/renewal/enterprise');
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

  async attaches(file = licence) {
    await this.field('businessLicence').setInputFiles(file);
  }

  /** From the first page to the one that shows everything before it is signed. */
  async reachesCheck() {
    await this.opens('/renewal');
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
