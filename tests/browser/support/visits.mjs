// Tests that are visits: each arrives at a page of its own, and leaves no fault on it.
import { test } from 'node:test';

import { assertFaultless } from './browsers.mjs';

/** Makes tests called `prefix` and their title. `arrive` is given what stands after the steps, and gives the page. */
export const visits = (prefix, arrive) => (title, steps, options) =>
  test(`${prefix}_${title}`, async () => {
    const page = await arrive(options);
    try {
      await steps();
      await page.held();
      assertFaultless(page);
    } finally {
      await page.context().close();
    }
  });
