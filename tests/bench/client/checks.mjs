// Checks of identifiers a second: through the package in Chromium, and natively on one core.
import { withPage } from './browser.mjs';
import { natively } from './natively.mjs';

const inPage = (page) =>
  page.evaluate(async () => {
    const [{ Rules }, { measureChecks }] = await Promise.all([import('./index.js'), import('./checks.js')]);
    return measureChecks(await Rules.load());
  });

export async function checks() {
  const rows = (await withPage(inPage)).map(({ what, perSecond }) => ({
    what: `${what}, in Chromium`,
    unit: '/s',
    ekey: perSecond,
    ...(what === 'uscc, good code' && { aim: '≥ 300000' }),
  }));
  return [...rows, { what: 'uscc, good code, natively on one core', unit: '/s', ekey: natively('identifiers_bench', 'uscc_good')['check/uscc_good'], aim: '≥ 5000000' }];
}
