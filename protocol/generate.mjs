// generate.mjs [--cpp FOLDER] [--ts FILE] [SCHEMA]: writes what host and client share, from the protocol's schema.
//   --cpp FOLDER  protocol.h and protocol.cpp: parameters with strict readers, results with writers, the error table
//   --ts FILE     the same as TypeScript types and constants
// A construct of JSON Schema that the generator does not know is refused, so nothing in the schema goes unenforced.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSchema } from './generator/schema.mjs';
import { cppHeader, cppSource } from './generator/cpp.mjs';
import { typescript } from './generator/typescript.mjs';

function fail(text) {
  process.stderr.write(`generate.mjs: ${text}\n`);
  process.exit(1);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const options = { schema: join(dirname(fileURLToPath(import.meta.url)), 'ekey.v1.openrpc.json') };
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '--cpp' || word === '--ts') {
    options[word.slice(2)] = words.shift() ?? fail(`${word} needs a path`);
  } else if (word.startsWith('--')) {
    fail(`unknown option ${word}`);
  } else {
    options.schema = word;
  }
}
if (!options.cpp && !options.ts) fail('nothing to write: give --cpp FOLDER or --ts FILE');

try {
  const schema = readSchema(JSON.parse(readFileSync(options.schema, 'utf8')));
  if (options.cpp) {
    write(join(options.cpp, 'protocol.h'), cppHeader(schema));
    write(join(options.cpp, 'protocol.cpp'), cppSource(schema));
  }
  if (options.ts) write(options.ts, typescript(schema));
} catch (error) {
  fail(error.message);
}
