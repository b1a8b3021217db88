// Runs in the browser: `bench.differences(…)` says where the engines disagree, `bench.measure(…)` what they take.
import { changes, fillings } from '../filing/answers.mjs';
import { Ekey, load } from './ekey.mjs';
import { JsonForms } from './json-forms.mjs';
import { Survey } from './survey.mjs';

const engines = { ekey: Ekey, SurveyJS: Survey, 'JSON Forms': JsonForms };

function fill(engine, texts, { instances, set }) {
  const session = new engines[engine](texts, instances);
  for (const [path, value] of set) session.set(path, value);
  return session;
}

/** Of each filled form: what is required and blank, wrong, and shown with an answer, where it is not the same for all. */
function differences(texts) {
  const found = [];
  for (const filling of fillings) {
    const states = Object.keys(engines).map((engine) => {
      const session = fill(engine, texts, filling);
      const state = session.state();
      session.close();
      return [engine, state];
    });
    for (const member of ['required', 'wrong', 'answered']) {
      const sets = states.map(([engine, state]) => [engine, new Set(state[member])]);
      for (const path of new Set(sets.flatMap(([, set]) => [...set]))) {
        const by = sets.filter(([, set]) => set.has(path)).map(([engine]) => engine);
        if (by.length < sets.length) found.push(`${filling.name}: ${path} is ${member} only by ${by.join(', ')}`);
      }
    }
    const { required, wrong, answered } = states[0][1];
    if ((required.length + wrong.length === 0) !== filling.valid) found.push(`${filling.name}: ${[...required, ...wrong]}`);
    found.counts = [...(found.counts ?? []), [filling.name, required.length, wrong.length, new Set(answered).size]];
  }
  return { differences: [...found], counts: found.counts };
}

/** Milliseconds of `act` a time, the mean of `times`. */
function timed(times, act) {
  const begin = performance.now();
  for (let i = 0; i < times; i += 1) act(i);
  return (performance.now() - begin) / times;
}

/** Opens anew from the text each time: ekey remembers the one it read last, so the text alternates. */
function open(engine, texts, times) {
  const variants = [texts, Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typeof text === 'string' ? `${text} ` : text]))];
  const opened = [];
  const milliseconds = timed(times, (i) => opened.push(new engines[engine](variants[i % 2])));
  for (const session of opened) session.close();
  return milliseconds;
}

const sets = changes.flatMap(([path, other, own]) => [[path, other], [path, own]]);

// ekey does more in a run, since a page's clock is coarse.
const often = (engine) => (engine === 'ekey' ? 10 : 1);

const measures = {
  open: (engine, texts) => open(engine, texts, 4),
  set: (engine, _, session) => timed(sets.length * often(engine), (i) => session.set(...sets[i % sets.length])),
  validate: (engine, _, session) => timed(10 * often(engine), () => session.validate()),
  'set and validate': (engine, _, session) =>
    timed(sets.length * often(engine), (i) => {
      session.set(...sets[i % sets.length]);
      if (engine !== 'JSON Forms') session.validate(); // its set() has validated
    }),
};

/** {measure: {engine: milliseconds of each run}}, the engines in turns. */
function measure(texts, runs) {
  const found = {};
  const sessions = Object.keys(engines).map((engine) => [engine, fill(engine, texts, fillings[1])]);
  for (const [name, run] of Object.entries(measures)) {
    found[name] = Object.fromEntries(sessions.map(([engine]) => [engine, []]));
    for (let round = -2; round < runs; round += 1) { // the first two warm up
      for (const [engine, session] of sessions) {
        const milliseconds = run(engine, texts, session);
        if (round >= 0) found[name][engine].push(milliseconds);
      }
    }
  }
  return found;
}

/** What an enterprise signs: the canonical text of the first valid filing. */
function submission(texts) {
  const filled = fill('ekey', texts, fillings[1]);
  return filled.session.submission({ audience: 'https://portal.example', filing: 'F1', nonce: 'bm9uY2U=' });
}

globalThis.bench = { differences, measure, submission };
await load();
document.title = 'loaded';
