// Rows of figures: {what, unit, ekey, aim?, peer?, value?, ratio?}. `ratio` above 1: ekey is better.
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** A row beside a peer, both in a unit of which more is better. */
export function beside(what, unit, ekey, peer, value, aim) {
  return { what, unit, ekey, peer, value, ratio: ekey / value, ...(aim && { aim }) };
}

/** The same from what each round found, one list for each: medians, and the median of the rounds' own ratios, since a
 * machine that is slower for a while is so for both. */
export function besideByRound(what, unit, ekey, peer, values, aim) {
  const ratio = median(ekey.map((own, round) => own / values[round]));
  return { ...beside(what, unit, median(ekey), peer, median(values), aim), ratio };
}

const number = (value, digits) => (value === undefined ? '' : value.toFixed(digits));

export function print(rows) {
  const digits = ({ ekey }) => (Number.isInteger(ekey) ? 0 : ekey < 1 ? 3 : ekey < 100 ? 1 : 0);
  const cells = rows.map((row) => [
    row.what,
    number(row.ekey, digits(row)),
    row.unit,
    row.peer ?? '',
    number(row.value, digits(row)),
    row.ratio ? `${number(row.ratio, 2)} ×` : '',
    row.aim ?? '',
  ]);
  const table = [['', 'ekey', '', 'peer', '', 'ratio', 'aim'], ...cells];
  const width = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  const right = new Set([1, 4, 5]);
  for (const line of table) {
    const padded = line.map((cell, column) => (right.has(column) ? cell.padStart(width[column]) : cell.padEnd(width[column])));
    console.log(padded.join('  ').trimEnd());
  }
}
