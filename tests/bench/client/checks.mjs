// Checks of identifiers a second: through the package in Chromium, and natively on one core.
import { execFileSync } from 'node:child_process';

import { withPage } from './browser.mjs';

const program = new URL('../../../build/bench/tests/bench/identifiers_bench', import.meta.url).pathname;

function natively() {
  const options = ['--benchmark_format=json', '--benchmark_repetitions=5', '--benchmark_report_aggregates_only=true'];
  const { benchmarks } = JSON.parse(execFileSync(program, [...options, '--benchmark_filter=uscc_good'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const { cpu_time: nanoseconds } = benchmarks.find(({ aggregate_name }) => aggregate_name === 'median');
  return Math.round(1e9 / nanoseconds);
}

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
  return [...rows, { what: 'uscc, good code, natively on one core', unit: '/s', ekey: natively(), aim: '≥ 5000000' }];
}
