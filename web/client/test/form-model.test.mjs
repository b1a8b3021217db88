// What <ekey-form> says and when, without a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Rules } from '../dist/index.js';
import { elementPart } from './element-support.mjs';
import { definition, facts, texts } from './every-type.mjs';
import { dist, read } from './support.mjs';

const { FormModel } = await elementPart('form-model');
const { nodesOf, shifted, treeOf } = await elementPart('shown-tree');
const { Wording } = await elementPart('wording');
const rules = await Rules.load();
const words = JSON.parse(read(dist('messages/zh-CN.json')));

function begin(t) {
  const session = rules.open(definition, facts).result;
  t.after(() => session.close());
  const changes = [];
  return { session, changes, model: new FormModel(session, (some) => changes.push(...some), () => {}) };
}
const said = ({ errors }) => errors.map(({ pointer, code }) => `${pointer} ${code}`);

test('shifted_pointers_followTheirInstance', () => {
  const after = (pointer) => shifted(pointer, '/keys', 1);
  assert.deepEqual(['/keys/0/a', '/keys/1/a', '/keys/2/a', '/keys/10/b/3/c', '/keys', '/keysets/1'].map(after),
    ['/keys/0/a', undefined, '/keys/1/a', '/keys/9/b/3/c', '/keys', '/keysets/1']);
});

test('treeOf_page_holdsWhatIsRelevantInDocumentOrder', (t) => {
  const { session } = begin(t);
  const pointers = () => [...nodesOf(treeOf(session.items()))].map(({ item }) => item.pointer);
  assert.ok(!pointers().includes('/company/country'));
  session.set('/company/foreign', true);
  assert.deepEqual(pointers(), session.items().map(({ pointer }) => pointer));
  const [keys] = treeOf(session.items('keys'));
  assert.deepEqual(keys.instances.map(({ number, id, inside }) => [number, id, inside.length]), [[1, 'ekey-at-keys-0', 2]]);
});

test('judge_page_saysOnlyWhatWasWrongThenAsItIsNow', (t) => {
  const { model } = begin(t);
  model.type('/company/mobile', '1');
  model.commit('/company/mobile');
  assert.deepEqual(said(model), []);
  assert.equal(model.judge('keys'), false);
  assert.deepEqual(said(model), ['/keys/0/login answer.required', '/keys/0/price answer.required']);
  model.type('/keys/0/login', 'x');
  assert.equal(said(model)[0], '/keys/0/login answer.required', 'not while somebody types');
  model.commit('/keys/0/login');
  assert.equal(said(model)[0], '/keys/0/login answer.short');
  assert.equal(model.insert('/keys'), true);
  assert.equal(said(model).length, 2, 'nothing of what is new');
});

test('insertAndRemove_pastTheLimits_areSaid', (t) => {
  const { model } = begin(t);
  assert.equal(model.remove('/keys', 0), false);
  assert.deepEqual(said(model), ['/keys repeat.min']);
  assert.deepEqual([model.insert('/keys'), model.insert('/keys'), model.insert('/keys')], [true, true, false]);
  assert.deepEqual(said(model), ['/keys repeat.max']);
});

test('type_whatTheSessionRefuses_staysInTheFieldAndIsSaid', (t) => {
  const { model, changes } = begin(t);
  model.type('/company/remark', 'a\ud800');
  assert.deepEqual(changes, []);
  assert.equal(model.judge('who'), false);
  assert.ok(said(model).includes('/company/remark json.surrogate'));
  assert.equal(model.text('/company/remark', ''), 'a\ud800');
  model.type('/company/remark', 'a');
  model.commit('/company/remark');
  assert.ok(!said(model).some((one) => one.startsWith('/company/remark')));
});

test('error_text_isTheItemsTheFormsOrTheRules', (t) => {
  const { session, model } = begin(t);
  const wording = new Wording(texts['zh-CN'], words);
  const at = (pointer) => session.items().find((item) => item.pointer === pointer);
  const error = (code, params = {}) => ({ code, pointer: '', severity: 'error', params });
  assert.equal(wording.error(error('answer.required'), at('/company/mobile')), '请填写手机号码');
  assert.equal(wording.error(error('answer.required'), at('/keys/0/login')), '登录名 1：请填写这一项。');
  assert.match(wording.error(error('founded.future'), at('/company/founded')), /^成立日期不能晚于今天/);
  assert.match(wording.error(error('answer.from', { from: '1949-10-01' }), at('/company/founded')), /1949年10月1日/);
  assert.match(wording.error(error('constructor')), /constructor/);
  model.choose('/company/goods', ['textiles', 'vehicles']);
  assert.equal(wording.answer(at('/company/goods')), '纺织品、二手车');
});
