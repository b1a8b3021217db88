// What each business's form is filled with, page by page: a real person's answers, none of them of a real person.
import { licence } from './files.mjs';
import { idOf } from './form-page.mjs';

const residentId = '11010519491231002X'; // GB 11643's own example
const enterprise = { kind: 'domestic', legalRepresentative: '李四', registeredAddress: '天津市示范区样本路 1 号' };
const user = { name: '张三', documentType: 'residentId', residentId, mobile: '13800138000', email: 'zhangsan@example.com' };
const request = { licences: ['exportLicence'], loginNameGeneral: 'zhangsan@example.com', agency: '12' };
const delivery = { method: 'pickUp' };
const six = ['applicationForm', 'sealConfirmation', 'businessLicence', 'userIdFront', 'userIdBack', 'authorisationLetter', 'userAgreement'];
const papers = ['applicationForm', 'userIdFront', 'userIdBack'];
const materials = (names) => Object.fromEntries(names.map((name) => [name, licence]));
const group = (name, answers) => Object.fromEntries(Object.entries(answers).map(([id, value]) => [`/${name}/${id}`, value]));

/** By business: the answers of each page, in its order. */
export const answers = {
  first: [group('enterprise', enterprise), group('authorisedUser', user), group('request', { held: '0', ...request }), group('delivery', delivery), group('materials', materials(six))],
  additional: [group('enterprise', enterprise), group('authorisedUser', user), group('request', { held: '1', pending: '0', reason: '另设部门办理二手车出口。', ...request }), group('delivery', delivery), group('materials', materials(six))],
  renewal: [{ '/certificate/openMatters': 'none' }, group('authorisedUser', { name: '张三', mobile: '13800138000' }), group('materials', materials(['businessLicence']))],
  reissue: [group('enterprise', enterprise), group('authorisedUser', user), group('request', { cause: 'damaged', reason: '电脑认不出电子钥匙。', ...request, held: '1' }), group('delivery', delivery), group('materials', materials(six))],
  change: [group('request', { key: '00112233', changes: ['contact'], agency: '12' }), group('enterprise', enterprise), group('authorisedUser', user), group('materials', materials(['applicationForm', 'businessLicence']))],
  unlock: [{}, group('authorisedUser', user), group('request', { key: '00112233', cause: 'sixWrongPins', presentsKey: 'true', agency: '12' }), group('materials', materials(papers))],
  cancellation: [{}, group('authorisedUser', user), group('request', { key: '00112233', whereabouts: 'atHand', returnsKey: 'true', cause: 'notNeeded', openMatters: 'none', understood: 'true', agency: '12' }), group('materials', materials(['applicationForm']))],
  mobileAuthorisation: [{}, group('authorisedUser', { name: '张三', documentType: 'residentId', residentId }), group('binding', { permissions: ['progress'], consent: 'true' })],
};

/** Answers one item, however it is asked; what cannot be changed is left. */
export async function answer(page, pointer, value) {
  const id = idOf(pointer);
  const one = (chosen) => page.locator(`input[name="${id}"][value="${chosen}"], input[type=checkbox][id^="${id}"][value="${chosen}"]`);
  if (Array.isArray(value)) {
    for (const chosen of value) await one(chosen).check();
    return;
  }
  if (typeof value === 'object') {
    await page.locator(`#${id}`).setInputFiles(value);
    await page.locator(`#${id}_frame .ekey-arrived, .ekey-field:has(#${id}) .ekey-arrived`).first().waitFor();
    return;
  }
  const box = page.locator(`select#${id}, textarea#${id}, input#${id}`);
  await page.locator(`#${id}, [name="${id}"]`).first().waitFor({ state: 'attached' });
  if ((await one(value).count()) > 0) {
    await one(value).check();
  } else if (await box.evaluate((element) => element.tagName === 'SELECT')) {
    await box.selectOption(value);
  } else {
    await box.fill(value);
  }
}
