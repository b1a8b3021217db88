// Measures forms: `./ekey bench forms`. Prints a table and writes build/bench-forms.json.
//
// SurveyJS (survey-core) and JSON Forms (@jsonforms/core, with ajv) are what front-end developers take today for forms as data. They
// are development dependencies of this benchmark alone: nothing that is shipped has them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { print } from '../client/table.mjs';
import { dist } from './browser.mjs';
import { inPage, texts } from './in-page.mjs';
import { natively } from './natively.mjs';

const found = await inPage();
const module = { what: 'forms module, brotli', unit: 'bytes', ekey: brotliCompressSync(readFileSync(join(dist, 'ekey-forms.wasm'))).length, aim: '≤ 100000' };
const rows = [...found.rows, ...natively(texts, found.submission), module];
print(rows);

const build = new URL('../../../build/', import.meta.url);
mkdirSync(build, { recursive: true });
const machine = { processor: cpus()[0].model, processors: cpus().length, node: process.version };
writeFileSync(new URL('bench-forms.json', build), JSON.stringify({ machine, rows }, null, 2) + '\n');
