// Sessions of a form with repeats, choices, calculations, confirmations and drafts of earlier versions.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Rules, withoutUnfit } from '../dist/index.js';
import { definition, facts } from './every-type.mjs';

const rules = await Rules.load();
const reference = { audience: 'https://portal.example', filing: 'F1', nonce: 'bm9uY2U=' };
const form = { id: 'every', version: 3, sm3: '0'.repeat(64) };
const codes = (errors) => errors.map(({ pointer, code }) => `${pointer} ${code}`);

function open(t, draft) {
  const { result, errors } = rules.open(definition, facts, draft);
  assert.equal(errors, undefined);
  t.after(() => result.close());
  return result;
}
const shown = (session, pointer) => session.items().find((item) => item.pointer === pointer);

test('items_ofOnePage_areEverythingItShowsInDocumentOrder', (t) => {
  const session = open(t);
  assert.deepEqual(session.items('keys').map(({ pointer, item, type }) => [pointer, item, type]), [
    ['/keys', '/keys', 'repeat'],
    ['/keys/0/login', '/keys/*/login', 'text'],
    ['/keys/0/price', '/keys/*/price', 'decimal'],
    ['/total', '/total', 'decimal'],
  ]);
  const { count, min, max } = shown(session, '/keys');
  assert.deepEqual([count, min, max], [1, 1, 3]);
  assert.equal(session.items().length, session.items('who').length + session.items('keys').length + session.items('papers').length);
});

test('insertAndRemove_tellWhatChangedAndStopAtTheirLimits', (t) => {
  const session = open(t);
  const { result } = session.insert('/keys');
  assert.deepEqual(result.find(({ pointer }) => pointer === '/keys').count, 2);
  session.set('/keys/1/price', '2.50');
  assert.deepEqual(session.set('/keys/0/price', '1').result.find(({ pointer }) => pointer === '/total').value, '3.5');

  session.insert('/keys', 0);
  assert.deepEqual(session.items().filter(({ item }) => item === '/keys/*/price').map(({ value }) => value), ['', '1', '2.5']);
  assert.deepEqual(codes(session.insert('/keys').errors), ['/keys repeat.max']);
  assert.equal(session.remove('/keys/1').result.find(({ pointer }) => pointer === '/total').value, '2.5');
  assert.deepEqual(codes(session.insert('/keys', 3).errors), ['/keys repeat.at']);
  session.remove('/keys/0');
  assert.deepEqual(session.remove('/keys/0').errors[0].params, { min: 1, found: 0 });
  assert.deepEqual(codes(session.insert('/total').errors), ['/total answer.unknown_item']);
});

test('remove_ofAnInstance_movesTheErrorsOfThoseBehindIt', (t) => {
  const session = open(t);
  session.insert('/keys');
  session.set('/keys/0/login', 'first');
  session.set('/keys/1/login', 'x');
  const { result } = session.remove('/keys/0');
  const short = { code: 'answer.short', pointer: '/keys/0/login', severity: 'error', params: { least: 3, found: 1 } };
  assert.deepEqual(result.find(({ pointer }) => pointer === '/keys/0/login').errors, [short]);
  assert.deepEqual(codes(session.validate('keys')), ['/keys/0/login answer.short', '/keys/0/price answer.required']);
  session.insert('/keys', 0);
  assert.deepEqual(codes(session.validate('keys')).slice(2), ['/keys/1/login answer.short', '/keys/1/price answer.required']);
});

test('choices_followTheAnswers_andOneThatIsNoMoreOfferedIsWrong', (t) => {
  const session = open(t);
  assert.deepEqual(shown(session, '/company/kind').choices, ['trade', 'factory']);
  assert.equal(shown(session, '/company/country').relevant, false);
  const { result } = session.set('/company/foreign', true);
  assert.deepEqual(result.find(({ pointer }) => pointer === '/company/kind').choices, ['trade', 'factory', 'branch']);
  assert.equal(result.find(({ pointer }) => pointer === '/company/country').relevant, true);
  session.set('/company/kind', 'branch');
  session.set('/company/foreign', false);
  const { errors } = shown(session, '/company/kind');
  assert.deepEqual([errors[0].code, errors[0].params], ['answer.choice', { found: 'branch' }]);
  session.set('/company/goods', ['vehicles', 'textiles', 'machinery']);
  assert.deepEqual(shown(session, '/company/goods').errors[0].params, { max: 2, found: 3 });
});

test('confirm_lastsUntilWhatTheRuleReadsIsChanged', (t) => {
  const session = open(t);
  session.set('/company/staff', '2');
  assert.deepEqual(codes(session.confirm('/company/staff', 'staff.few').errors), ['/company/staff answer.not_asked']);
  session.set('/company/capital', '5000');
  const few = () => shown(session, '/company/staff').errors[0];
  assert.deepEqual([few().severity, few().params], ['error', { confirm: true }]);

  const { result } = session.confirm('/company/staff', 'staff.few');

  assert.deepEqual(result.map(({ pointer, errors }) => [pointer, errors[0].severity]), [['/company/staff', 'warning']]);
  const confirmed = [{ pointer: '/company/staff', code: 'staff.few' }];
  assert.deepEqual(session.draft().confirmed, confirmed);
  assert.deepEqual(JSON.parse(session.submission(reference)).confirmed, confirmed);
  assert.equal(open(t, session.draft()).items().find(({ pointer }) => pointer === '/company/staff').errors[0].severity, 'warning');
  session.set('/company/capital', '6000');
  assert.equal(few().severity, 'error');
});

test('set_whatIsCalculated_isRefused', (t) => {
  assert.deepEqual(codes(open(t).set('/total', '1').errors), ['/total answer.calculated']);
});

test('draft_ofAnEarlierVersion_isMovedByTheRenames', (t) => {
  const draft = { form: { ...form, version: 1 }, answers: { company: { phone: '13800138000' } }, materials: [] };
  assert.equal(open(t, draft).answers().company.mobile, '13800138000');
  const later = rules.open(definition, facts, { ...draft, form: { ...form, version: 2 } });
  assert.deepEqual(codes(later.errors), ['/draft/answers/company/phone draft.unfit']);
});

test('draft_thatDoesNotFit_isListedAndOpensWithoutWhatDoesNot', (t) => {
  const draft = {
    form,
    answers: { company: { mobile: '13800138000', staff: true, fax: '1' }, keys: [{ login: 'one' }, 7, { login: 'three' }], 'a/b': 1 },
    materials: [{ item: 'gone', name: 'a.pdf', type: 'application/pdf', bytes: 1, sm3: '1'.repeat(64), sha256: '2'.repeat(64) }],
    confirmed: [{ pointer: '/gone', code: 'x' }],
  };
  const { errors } = rules.open(definition, facts, draft);
  assert.ok(errors.every(({ code, params }) => code === 'draft.unfit' && params.reason));
  assert.equal(errors.length, 6);
  const session = open(t, withoutUnfit(draft, errors));
  assert.deepEqual(session.answers().company.mobile, '13800138000');
  assert.deepEqual(session.answers().keys, [{ login: 'one' }, { login: 'three' }]);
  assert.equal(draft.answers.company.fax, '1', 'what was given stays as it was');
});

test('draft_ofAnotherOrANewerForm_isRefused', () => {
  const draft = (more) => rules.open(definition, facts, { form: { ...form, ...more }, answers: {}, materials: [] });
  assert.equal(draft({ id: 'other' }).errors[0].code, 'draft.form');
  assert.deepEqual(draft({ version: 4 }).errors[0].params, { found: 4, version: 3 });
});

test('open_definitionWithSeveralMistakes_tellsAllOfThem', () => {
  const broken = definition.replace('"check":"mobile"', '"check":"none"').replace('"page":"papers"', '"page":"none"').replace('sum(', 'summe(');
  const { errors } = rules.open(broken, facts);
  assert.deepEqual(errors.map(({ code }) => code).sort().filter((code, at, all) => all.indexOf(code) === at), ['form.check_unknown', 'form.page_unknown']);
  assert.ok(errors.every(({ pointer }) => pointer.startsWith('/items/')));
});
