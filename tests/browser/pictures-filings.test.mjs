// Pictures of printing, two tabs, tracking and withdrawing, and of a phone that is bound. Those of the forms: filings.test.mjs.
import { pictures } from './support/pictures.mjs';

pictures('filings', async ({ page, applicant, picture, pdf }) => {
  await applicant.hasAnAccount();
  await picturesOfFilings(page, picture, pdf, applicant);
});

async function picturesOfFilings(page, picture, pdf, applicant) {
  await applicant.opens('/file/first');
  await page.locator('#begin').waitFor();
  await picture('file-first');
  await applicant.begins();
  await applicant.fillsForm('first');
  const filing = new URL(page.url()).pathname.split('/')[2];
  for (const paper of ['applicationForm', 'sealConfirmation', 'authorisationLetter', 'userAgreement']) {
    await applicant.opens(`/filings/${filing}/documents/${paper}`);
    await page.locator('.paper').waitFor();
    await picture(`paper-${paper}`);
    await pdf(`paper-${paper}`, { preferCSSPageSize: true });
  }
  await applicant.opens(`/filings/${filing}/check`);
  await page.locator('#submit').click();
  await page.locator('#receipt').waitFor();
  await picture('tracking');
  await applicant.opens('/file/unlock');
  await applicant.begins();
  await applicant.continues();
  await keeps(page, '张三');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await keeps(other, '李四');
  await other.close();
  await page.locator('#ekey-at-authorisedUser-name').fill('王五');
  await page.locator('#conflict').waitFor();
  await picture('conflict');
  await page.locator('#load-theirs').click();
  await page.locator('#conflict').waitFor({ state: 'detached' });
  await applicant.opens('/file/unlock');
  await page.locator('.begun').waitFor();
  await picture('file-begun');
  await picturesOfPhones(page, picture, applicant);
  await applicant.opens('/filings');
  await page.locator('.filings tbody tr').first().waitFor();
  await picture('filings');
  await page.locator('.filings a[href$="#withdraw"]').first().click();
  await page.locator('#withdraw').waitFor();
  await picture('withdraw');
  await page.locator('#logout').click();
  await page.locator('.tabs').waitFor();
}

/** Types a name, and waits until the portal has it. */
async function keeps(page, name) {
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/draft') && answer.ok());
  await page.locator('#ekey-at-authorisedUser-name').fill(name);
  await kept;
  await page.locator('#saved.kept:not(:empty)').waitFor();
}

async function picturesOfPhones(page, picture, applicant) {
  await applicant.opens('/file/mobileAuthorisation');
  await applicant.begins();
  await applicant.fillsForm('mobileAuthorisation', undefined, () => picture('phone-code'));
  await page.locator('#submit').click();
  await page.locator('#receipt').waitFor();
  await applicant.opens('/filings');
  await page.locator('#phones').waitFor();
  await page.locator('#phones button').click();
  await page.locator('#sure').waitFor();
  await picture('phones');
}
