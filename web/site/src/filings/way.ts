// The usual way of a filing from where it stands, out of the portal's table of states.
import type { FilingRecord, States } from '../portal.js';

/** They happen, and nobody is told to expect them. */
const setbacks = ['returned', 'rejected', 'withdrawn', 'expired'];

/** What comes next, in order. A step of several states: one of them, which one is not known yet. */
export function wayAhead({ states }: States, { state, business }: Pick<FilingRecord, 'state' | 'business'>): string[][] {
  const next = (from: string): string[] =>
    (states.find(({ id }) => id === from)?.moves ?? [])
      .filter(({ to, businesses }) => !setbacks.includes(to) && (!businesses?.length || businesses.includes(business)))
      .map(({ to }) => to);
  const steps: string[][] = [];
  let at = state;
  while (steps.length < states.length) {
    const ways = next(at);
    if (ways.length === 0) {
      break;
    }
    steps.push(ways);
    if (ways.length > 1) {
      const ends = new Set(ways.map((way) => endOf(way, next, states.length)));
      return ends.size === 1 && !ways.includes([...ends][0]!) ? [...steps, [...ends]] : steps;
    }
    at = ways[0]!;
  }
  return steps;
}

function endOf(state: string, next: (from: string) => string[], bound: number): string {
  let at = state;
  for (let moves = 0; moves < bound && next(at)[0] !== undefined; moves += 1) {
    at = next(at)[0]!;
  }
  return at;
}
