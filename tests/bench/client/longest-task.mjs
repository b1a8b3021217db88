// The longest task of a page's main thread, from Chromium's own trace: a timer in the page would itself keep the thread busy, and the
// observer of long tasks sees none below 50 ms.
const task = 'RunTask';
const category = 'disabled-by-default-devtools.timeline';

/** Milliseconds, while `act` runs. */
export async function longestTask(browser, page, act) {
  await browser.startTracing(page, { categories: [category, 'devtools.timeline', 'blink.user_timing', '__metadata'] });
  await page.evaluate(() => void performance.mark('ekey-begin'));
  await act();
  await page.evaluate(() => void performance.mark('ekey-end'));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const [begin, end] = ['ekey-begin', 'ekey-end'].map((mark) => traceEvents.find(({ name }) => name === mark));
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) => name === task && pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts,
  );
  if (tasks.length === 0) throw new Error('the trace holds no task of the page');
  return Math.max(...tasks.map(({ dur }) => dur ?? 0)) / 1000;
}
