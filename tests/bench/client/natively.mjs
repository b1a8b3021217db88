// Figures of the benchmarks that are programs: target of the `bench` preset.
import { execFileSync } from 'node:child_process';

/** Operations a second of one core: name to the median of five runs, for the benchmarks whose names match. */
export function natively(program, filter) {
  const path = new URL(`../../../build/bench/tests/bench/${program}`, import.meta.url).pathname;
  const options = ['--benchmark_format=json', '--benchmark_repetitions=5', '--benchmark_report_aggregates_only=true'];
  const said = execFileSync(path, [...options, `--benchmark_filter=${filter}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const medians = JSON.parse(said).benchmarks.filter(({ aggregate_name }) => aggregate_name === 'median');
  return Object.fromEntries(medians.map(({ run_name, cpu_time: nanoseconds }) => [run_name, Math.round(1e9 / nanoseconds)]));
}
