// The forms module in WebAssembly against the same code compiled natively: random fillings of forms and random expressions, every
// answer byte for byte. EKEY_DIFFERENTIAL_SECONDS looks longer; EKEY_DIFFERENTIAL_SEED begins elsewhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { checkout, rawModules, read, ways } from './support.mjs';

const native = `${process.env.EKEY_BUILT ?? fileURLToPath(checkout('build/dev'))}/tests/support/forms-replay`;
const seconds = Number(process.env.EKEY_DIFFERENTIAL_SECONDS ?? 3);
const firstSeed = Number(process.env.EKEY_DIFFERENTIAL_SEED ?? 1);

/** Mulberry32. */
function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)] };
}

const folder = checkout('docs/examples/forms/');
const definitions = readdirSync(folder).map((name) => read(new URL(name, folder)));
const answers = [
  0, 1, 3, -7, 9007199254740991, '3', '１２', '12a', '', null, true, false, '1.50', '0.1', '2026年1月5日', '2026-02-30', '张三', ' a  b ', 'import',
  'first', 'reissue', 'a@example.com', ['general'], ['general', 'mechanical'], [], ['x'], [1], {}, '\u202e', '😀', 'first\u0000',
];

/** One session of one form: what a page would ask, and what it would not. */
function filling(dice) {
  const definition = dice.pick(definitions);
  const pointers = ['/none', ''];
  const walk = (items, prefix) => {
    for (const { id, type, items: inside } of items) {
      pointers.push(`${prefix}/${id}`);
      if (inside) walk(inside, type === 'repeat' ? `${prefix}/${id}/${dice.below(3)}` : `${prefix}/${id}`);
    }
  };
  walk(JSON.parse(definition).items, '');
  const calls = [{ op: 'open', definition, facts: { today: '2026-11-27' } }];
  for (let step = 0; step < 25; ++step) {
    const pointer = dice.pick(pointers);
    const session = 1;
    calls.push(
      dice.pick([
        { op: 'set', session, pointer, value: dice.pick(answers) },
        { op: 'set', session, pointer, value: dice.pick(answers) },
        { op: 'set', session, pointer, value: dice.pick(answers) },
        { op: 'insert', session, pointer: '/keys' },
        { op: 'remove', session, pointer: `/keys/${dice.below(3)}` },
        { op: 'confirm', session, pointer: '/until', code: 'period.long' },
        { op: 'items', session },
        { op: 'validate', session },
        { op: 'draft', session },
        { op: 'submission', session, audience: 'https://a.example', filing: 'F', nonce: 'n' },
      ]),
    );
  }
  return calls;
}

const atoms = ['1', '0', '-3', '2.5', '1e300', '9223372036854775807', '0.1', "'a'", "'张三'", "''", 'true', 'false', 'null', 'x', 'y', 'l', 'm', '[1, 2]', '{}', 'm.k', 'l[0]'];
const infix = ['+', '-', '*', '/', '%', '<', '<=', '==', '!=', '&&', '||', 'in'];
const wraps = [
  (e) => `(${e})`, (e) => `!(${e})`, (e) => `-(${e})`, (e) => `string(${e})`, (e) => `int(${e})`, (e) => `double(${e})`, (e) => `size(${e})`, (e) => `type(${e})`,
  (e) => `blank(${e})`, (e) => `[${e}, 1]`, (e) => `{'k': ${e}}`, (e) => `l.map(v, ${e})`, (e) => `l.filter(v, ${e} == v)`, (e) => `l.exists(v, v == ${e})`, (e) => `sum([${e}])`,
  (e) => `days('2026-01-01', ${e})`, (e) => `addMonths('2024-02-29', ${e})`, (e) => `uscc(${e})`, (e) => `has(m.k) ? ${e} : 0`,
];

function expression(dice, depth) {
  if (depth === 0) return dice.pick(atoms);
  const one = expression(dice, depth - 1);
  return dice.below(2) === 0 ? dice.pick(wraps)(one) : `${one} ${dice.pick(infix)} ${expression(dice, depth - 1)}`;
}

const bindings = { x: 3, y: 'abc', l: [1, 2.5, 'a', null, 9007199254740991], m: { k: [true] } };
const evaluations = (dice) =>
  Array.from({ length: 40 }, () => ({ op: 'evaluate', expression: expression(dice, dice.below(5)), bindings }));

for (const [how, way] of Object.entries(ways)) {
  const modules = await rawModules(way);

  test(`${how} answers byte for byte as the native code does`, () => {
    const end = Date.now() + seconds * 1000;
    let answered = 0;
    for (let seed = firstSeed; Date.now() < end; ++seed) {
      const dice = random(seed);
      const calls = [...filling(dice), ...evaluations(dice)].map((call) => JSON.stringify(call));
      const { stdout, status, error } = spawnSync(native, { input: calls.join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 28 });
      assert.equal(status, 0, error?.message);
      const expected = stdout.trimEnd().split('\n');
      assert.equal(expected.length, calls.length);
      const forms = modules.forms();
      calls.forEach((call, at) => {
        const { status: fate, text } = forms.call(call);
        assert.equal(`${fate} ${text}`, expected[at], `seed ${seed}, call ${at}: ${call}`);
        ++answered;
      });
    }
    assert.ok(answered > 0);
  });
}
