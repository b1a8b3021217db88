// Replays tests/conformance in WebAssembly, and in the scripts that stand in for it; tests/unit/wasm/conformance_test.cpp replays the same natively.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { checkout, rawModules, read, ways } from './support.mjs';

function request({ text, call, files = {} }) {
  const contents = Object.entries(files).map(([member, path]) => [member, read(checkout(path))]);
  return text ?? JSON.stringify({ ...call, ...Object.fromEntries(contents) });
}

const files = readdirSync(checkout('tests/conformance/')).filter((name) => name.endsWith('.json'));
const cases = (file) => JSON.parse(read(checkout(`tests/conformance/${file}`)));
const expressions = 'expressions.json'; // single expressions, without sessions: tests/unit/core/rules/expression/conformance_test.cpp

for (const [how, way] of Object.entries(ways)) {
  const modules = await rawModules(way);

  for (const file of files.filter((name) => name !== expressions)) {
    for (const { name, steps } of cases(file)) {
      test(`${how}: ${file}: ${name}`, () => {
        const forms = modules.forms();
        const module = file === 'materials.json' ? modules.materials() : forms;
        for (const step of steps) {
          const answer = module.call(request(step));

          assert.deepEqual(JSON.parse(answer.text), step.answer);
          assert.equal(answer.status, step.status ?? 0);
          // The answer's own text is canonical: what is compared byte for byte natively is the same bytes here.
          const canonical = forms.call(JSON.stringify({ op: 'canonical', text: answer.text })).text;
          assert.equal(JSON.parse(canonical).result.canonical, answer.text);
        }
      });
    }
  }

  test(`${how}: expressions are worth what the cases say`, () => {
    const forms = modules.forms();
    let asked = 0;
    for (const { expression, bindings = {}, ...expected } of cases(expressions)) {
      const call = JSON.stringify({ op: 'evaluate', expression, bindings });
      if (/[1-9]\d{16}/.test(JSON.stringify(bindings))) {
        continue; // JavaScript's numbers do not hold it
      }
      const { result, errors } = JSON.parse(forms.call(call).text);
      // Canonical JSON has no negative zero.
      const canonical = JSON.parse(JSON.stringify(expected));
      assert.deepEqual(result ?? { error: errors[0].code }, canonical, expression);
      ++asked;
    }
    assert.ok(asked > 100);
  });
}
