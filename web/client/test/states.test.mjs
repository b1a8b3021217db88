// The table of a filing's states: its page is what it gives, and it leads somewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stale, write } from '../../../forms/states.mjs';
import { checkout, read } from './support.mjs';

const { begins, states } = JSON.parse(read(checkout('forms/states.json')));
const businesses = ['first', 'additional', 'renewal', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];
const stateOf = (id) => states.find((state) => state.id === id);

/** The states that a filing of this business can come to. */
function reached(business) {
  const found = new Set([begins]);
  for (const id of found) { // grows while it is gone through
    for (const move of stateOf(id).moves) {
      if (!move.businesses || move.businesses.includes(business)) found.add(move.to);
    }
  }
  return found;
}

test('page_isWhatTheTableGives', () => {
  assert.equal(stale(), false, 'run node forms/states.mjs');
});

test('changedPage_isToldAsStale', () => {
  const was = write({ begins, states });
  assert.equal(stale(was), false);
  assert.equal(stale(`${was} `), true);
});

test('everyState_isReachedBySomeBusiness', () => {
  const all = new Set(businesses.flatMap((business) => [...reached(business)]));
  assert.deepEqual([...all].sort(), states.map(({ id }) => id).sort());
});

test('everyBusiness_canEndWellAndNeverStandsStillInBetween', () => {
  const wellDone = { renewal: ['verified'], cancellation: ['key_returned'], unlock: ['completed'], mobileAuthorisation: ['completed'], change: ['activated', 'completed'] };
  for (const business of businesses) {
    const states = reached(business);
    for (const end of wellDone[business] ?? ['activated']) assert.ok(states.has(end), `${business}: ${end}`);
    for (const id of states) {
      const { holder, moves } = stateOf(id);
      const open = moves.some((move) => !move.businesses || move.businesses.includes(business));
      assert.equal(open, holder !== null, `${business}: ${id}`);
    }
  }
});

test('everyState_hasItsNameInBothLanguages', () => {
  const names = states.flatMap(({ name }) => [name['zh-CN'], name.en]);
  assert.ok(names.every((name) => name?.length > 0));
  assert.equal(new Set(names).size, names.length);
});
