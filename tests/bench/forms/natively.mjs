// The forms engine natively on one core: the program of natively.cpp, medians of several runs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = new URL('../../../build/bench/tests/bench/forms_bench', import.meta.url).pathname;
const options = ['--benchmark_format=json', '--benchmark_repetitions=7', '--benchmark_report_aggregates_only=true', '--benchmark_min_time=0.2'];
const chains = [0, 50, 100, 250, 500];

/** Nanoseconds of processor time by name. */
function medians(files) {
  const said = execFileSync(program, [...files, ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const found = JSON.parse(said).benchmarks.filter(({ aggregate_name }) => aggregate_name === 'median');
  return Object.fromEntries(found.map(({ run_name, cpu_time, time_unit }) => [run_name, cpu_time * { ns: 1, us: 1e3, ms: 1e6 }[time_unit]]));
}

/** Rows as ../client/table.mjs takes them. */
export function natively({ definition, facts }, submission) {
  const folder = mkdtempSync(join(tmpdir(), 'ekey-bench-forms-'));
  try {
    const files = Object.entries({ definition, facts: JSON.stringify(facts), submission }).map(([name, text]) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, text);
      return path;
    });
    const found = medians(files);
    const set = (dependents) => found[`set/${dependents}`] / 1e6;
    return [
      { what: 'whole filings of 120 items checked, natively on one core', unit: '/s', ekey: Math.round(1e9 / found.check), aim: '≥ 5000' },
      { what: 'definition of 120 items read, natively', unit: 'ms', ekey: found.definition / 1e6 },
      ...chains.map((dependents) => ({
        what: `2,000 items: set one that ${dependents} depend on, in a chain, natively`, unit: 'ms', ekey: set(dependents), ...(dependents === 500 && { aim: '≤ 2' }),
      })),
      {
        what: 'cost of one dependent, in a chain of 500 against one of 50', unit: '×', ekey: (set(500) - set(0)) / 500 / ((set(50) - set(0)) / 50), aim: '≤ 1.5',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
