// The filing in Chromium beside SurveyJS and JSON Forms. Refuses to measure engines that do not decide the same.
import { definition, facts } from './filing/as-definition.mjs';
import { schema, uischema } from './filing/as-schema.mjs';
import { survey } from './filing/as-survey.mjs';
import { median } from '../client/table.mjs';
import { withPage } from './browser.mjs';

const runs = 9;
export const texts = { definition: JSON.stringify(definition), facts, survey: JSON.stringify(survey), jsonForms: JSON.stringify({ schema, uischema }) };
const aims = { open: { ekey: '≤ 3' }, set: { ekey: '≤ 0.1' }, validate: { ekey: '≤ 1' }, 'set and validate': { SurveyJS: '≥ 10 ×' } };
const labels = {
  open: 'definition text to session', set: 'set one answer', validate: 'validate all', 'set and validate': 'set one answer and validate all',
};

/** {rows as ../client/table.mjs takes them, submission: the canonical text of a filing that is good}. */
export const inPage = () =>
  withPage(async (page) => {
    const { differences, counts } = await page.evaluate((given) => bench.differences(given), texts);
    if (differences.length > 0) throw new Error(`the engines disagree:\n${differences.join('\n')}`);
    for (const [name, required, wrong, answered] of counts) {
      console.log(`${name}: all three see ${answered} answers that count, ${required} missing, ${wrong} wrong`);
    }
    const found = await page.evaluate(([given, times]) => bench.measure(given, times), [texts, runs]);
    const rows = Object.entries(found).flatMap(([measure, { ekey, ...peers }]) => {
      const what = `120 items: ${labels[measure]}`;
      const own = median(ekey);
      return Object.entries(peers).map(([peer, values], i) => {
        const value = median(values);
        const aim = aims[measure][peer] ?? (i === 0 ? aims[measure].ekey : undefined);
        return { what, unit: 'ms', ekey: own, peer, value, ratio: value / own, ...(aim && { aim }) };
      });
    });
    return { rows, submission: await page.evaluate((given) => bench.submission(given), texts) };
  });
