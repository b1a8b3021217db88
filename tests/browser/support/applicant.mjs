// What an applicant does, in words.
import { licence } from './files.mjs';
import { pin } from './world.mjs';

export const person = { userName: '张三', mobile: '13800138000', email: 'zhangsan@example.com' };

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
    await this.page.locator('#continue').click();
    await this.page.locator('#userName').waitFor();
  }

  async fillsIn(answers = person) {
    for (const [id, value] of Object.entries(answers)) {
      await this.page.locator(`#${id}`).fill(value);
    }
  }

  async continues() {
    await this.page.locator('#continue').click();
  }

  async attaches(file = licence) {
    await this.page.locator('#businessLicence').setInputFiles(file);
  }

  /** From the first page to the one that shows everything before it is signed. */
  async reachesCheck() {
    await this.opens('/renewal');
    await this.logsIn();
    await this.confirmsEnterprise();
    await this.fillsIn();
    await this.continues();
    await this.attaches();
    await this.page.locator('.arrived').waitFor();
    await this.continues();
    await this.page.locator('.declare').waitFor();
  }

  async submits({ answer = `pin ${pin}` } = {}) {
    this.world.willAnswer(answer);
    await this.page.locator('#key-start').click();
  }

  /** The texts of the error summary, once it has the focus. */
  async problems() {
    await this.page.locator('#problems:focus').waitFor();
    return this.page.locator('#problems li').allInnerTexts();
  }
}
