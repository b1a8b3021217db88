// Files on their way to the portal: what is cut off goes on where it was.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Applicant } from './support/applicant.mjs';
import { browsers, open } from './support/browsers.mjs';
import { visits } from './support/visits.mjs';
import { World } from './support/world.mjs';

const MiB = 1024 * 1024;
const picture = readFileSync(fileURLToPath(new URL('../fixtures/material/progressive.jpg', import.meta.url)));
/** A picture of five parts and a bit. */
const large = {
  name: '营业执照 scan.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.concat([picture.subarray(0, -2), Buffer.alloc(5 * MiB, 0x11), picture.subarray(-2)]),
};
const sha256 = createHash('sha256').update(large.buffer).digest('hex');

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, { concurrency: 1 }, () => {
    let world, browser, page, applicant;

    before(async () => {
      world = await World.create();
      await world.startHost();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await world?.end();
    });

    const visit = visits(`${name}_uploads`, async () => {
      page = await open(browser);
      applicant = new Applicant(page, world);
      await applicant.opens('/file/renewal');
      await applicant.logsIn();
      await applicant.confirmsEnterprise();
      await applicant.fillsIn();
      await applicant.goesOn();
      await input().waitFor({ state: 'attached' });
      return page;
    });

    const input = () => applicant.field('businessLicence');
    const chooses = () => input().setInputFiles(large);
    const arrives = () => page.locator('.ekey-arrived').waitFor({ timeout: 30_000 });
    const filing = () => new URL(page.url()).pathname.split('/')[2];
    const demandThere = async () => {
      const { materials: [material] } = await page.evaluate(async (id) => (await fetch(`/api/v1/filings/${id}`)).json(), filing());
      assert.equal(material.sha256, sha256);
      assert.equal(material.name, large.name);
      const back = await page.evaluate(async ([id, item]) => {
        const bytes = await (await fetch(`/api/v1/filings/${id}/materials/${item}`)).arrayBuffer();
        return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
      }, [filing(), material.item]);
      assert.equal(back, sha256);
    };
    /** The browser notes the requests that were broken off. */
    const forgiveBroken = () => page.faults.splice(0, Infinity, ...page.faults.filter((fault) => !/ERR_(CONNECTION_(REFUSED|RESET)|FAILED)/.test(fault)));
    /** Watches the parts that are sent; `meddle` is told the number of each, and true where it has dealt with it itself. */
    const parts = async (meddle = async () => false) => {
      const sent = [];
      await page.route('**/api/v1/uploads/*', async (route) => {
        const request = route.request();
        if (request.method() !== 'PATCH') return route.continue();
        sent.push(Number(request.headers()['upload-offset']));
        return (await meddle(sent.length, route)) || route.continue();
      });
      return sent;
    };

    visit('partAfterPart_isWhole', async () => {
      const sent = await parts();
      await chooses();
      await arrives();
      assert.deepEqual(sent, [0, 1, 2, 3, 4, 5].map((n) => n * MiB));
      await demandThere();
      forgiveBroken();
    });

    visit('removed_isGoneAtThePortalToo', async () => {
      await chooses();
      await arrives();
      const gone = page.waitForResponse((answer) => answer.request().method() === 'DELETE' && answer.status() === 204);
      await page.locator('.ekey-arrived .ekey-link').click();
      await gone;
      await page.reload();
      await input().waitFor({ state: 'attached' });
      assert.equal(await page.locator('.ekey-arrived').count(), 0);
    });

    visit('removedWithoutTheNetwork_isToldAndOfferedAgain', async () => {
      await chooses();
      await arrives();
      await page.route('**/materials/*', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()));
      await page.locator('.ekey-arrived .ekey-link').click();
      assert.match((await applicant.problems())[0], /没能通知服务器/);
      await page.unroute('**/materials/*');
      await page.reload();
      await page.locator('.ekey-arrived').waitFor();
      forgiveBroken();
    });

    visit('portalIsKilled_goesOnWhereItWas', async () => {
      const sent = await parts(async (number) => {
        if (number !== 3) return false;
        await world.portal.kill();
        setTimeout(() => world.startPortal(), 1500);
        return false;
      });
      await chooses();
      await arrives();
      assert.deepEqual(sent, [0, 1, 2, 2, 3, 4, 5].map((n) => n * MiB));
      await demandThere();
      forgiveBroken();
    });

    // Playwright cannot send a Blob in Firefox's place.
    if (name === 'chromium') visit('answerIsLost_nothingIsSentTwice', async () => {
      const sent = await parts(async (number, route) => {
        if (number !== 2 && number !== 6) return false;
        await route.fetch(); // it arrives, and its answer does not
        await route.abort('connectionreset');
        return true;
      });
      await chooses();
      await arrives();
      assert.deepEqual(sent, [0, 1, 2, 3, 4, 5].map((n) => n * MiB));
      await demandThere();
      forgiveBroken();
    });

    visit('pageIsReloaded_theSameFileGoesOn', async () => {
      let cut = () => {};
      const reached = new Promise((resolve) => (cut = resolve));
      await parts(async (number, route) => {
        if (number < 4) return false;
        await route.abort('connectionreset');
        cut();
        return true;
      });
      await chooses();
      await reached;
      await page.reload();
      await page.unroute('**/api/v1/uploads/*');
      await input().waitFor({ state: 'attached' });
      const sent = await parts();
      await chooses();
      await arrives();
      assert.deepEqual(sent, [3, 4, 5].map((n) => n * MiB));
      await demandThere();
      forgiveBroken();
    });
  });
}
