// For a suite: a browser, and a world whose mails can be read and in which an account is registered.
import { after, before } from 'node:test';

import { Applicant } from './applicant.mjs';
import { open } from './browsers.mjs';
import { World } from './world.mjs';

/** `use` gets them before the first test; both end after the last. */
export function accountWorld(launch, use) {
  let world, browser;
  before(async () => {
    world = await World.create({}, { mails: true });
    browser = await launch();
    const page = await open(browser);
    await new Applicant(page, world).hasAnAccount();
    await page.context().close();
    use(world, browser);
  });
  after(async () => {
    await browser?.close();
    await world?.end();
  });
}
