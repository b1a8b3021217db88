// Measures the client beside its peers: `./ekey bench client`. Prints a table and writes build/bench-client.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

import { checks } from './checks.mjs';
import { digests } from './digests.mjs';
import { print } from './table.mjs';
import { verification } from './verification.mjs';

// Each answers rows as table.mjs takes them. Measures of other parts of the client stand here beside it.
const measures = [digests, checks, verification];

const rows = [];
for (const measure of measures) rows.push(...(await measure()));
print(rows);

const build = new URL('../../../build/', import.meta.url);
mkdirSync(build, { recursive: true });
const machine = { processor: cpus()[0].model, processors: cpus().length, node: process.version };
writeFileSync(new URL('bench-client.json', build), JSON.stringify({ machine, rows }, null, 2) + '\n');
