// Replays tests/conformance in WebAssembly; tests/unit/wasm/conformance_test.cpp replays the same natively.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { RawForms, checkout, read } from './support.mjs';

function request({ text, call, files = {} }) {
  const contents = Object.entries(files).map(([member, path]) => [member, read(checkout(path))]);
  return text ?? JSON.stringify({ ...call, ...Object.fromEntries(contents) });
}

for (const file of readdirSync(checkout('tests/conformance/')).filter((name) => name.endsWith('.json'))) {
  for (const { name, steps } of JSON.parse(read(checkout(`tests/conformance/${file}`)))) {
    test(`${file}: ${name}`, () => {
      const forms = new RawForms();
      for (const step of steps) {
        const answer = forms.call(request(step));

        assert.deepEqual(JSON.parse(answer.text), step.answer);
        assert.equal(answer.status, step.status ?? 0);
        // The answer's own text is canonical: what is compared byte for byte natively is the same bytes here.
        const canonical = forms.call(JSON.stringify({ op: 'canonical', text: answer.text })).text;
        assert.equal(JSON.parse(canonical).result.canonical, answer.text);
      }
    });
  }
}
