// The forms of the businesses are what their blocks give, and their texts are complete.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { compose, readParts, stale } from '../../../forms/build.mjs';
import { checkout, read } from './support.mjs';

const businesses = ['first', 'additional', 'reissue', 'change', 'unlock', 'cancellation', 'mobileAuthorisation'];
const languages = ['zh-CN', 'en'];
const form = (name) => JSON.parse(read(checkout(`forms/${name}.json`)));
const said = (label) => ({ label });

/** {pattern: item} of a definition. */
function itemsOf(items, around = '') {
  return items.flatMap((item) => {
    const pattern = `${around}/${item.id}`;
    return [[pattern, item], ...itemsOf(item.items ?? [], item.type === 'repeat' ? `${pattern}/*` : pattern)];
  });
}

/** A business of one page with these entries. */
const business = (...items) => ({ id: 'b', version: 1, pages: [], 'zh-CN': { title: '甲' }, en: { title: 'A' }, items });

test('forms_areWhatTheirBlocksGive', () => {
  assert.deepEqual(stale(), [], 'run node forms/build.mjs');
  assert.deepEqual(readdirSync(checkout('forms/businesses/')).sort(), businesses.map((id) => `${id}.json`).sort());
});

test('changedForm_isToldAsStale', () => {
  const was = read(checkout('forms/first.json'));
  assert.deepEqual(stale({ 'first.json': was, 'none.json': '' }), ['none.json']);
  assert.deepEqual(stale({ 'first.json': `${was} ` }), ['first.json']);
});

test('block_isChangedWhereItIsUsed', () => {
  const parts = { name: { item: { id: 'name', type: 'text', maxLength: 9 }, 'zh-CN': said('名称'), en: { label: 'Name', hint: 'Yours' } } };
  const files = compose(business({ part: 'name', item: { id: 'other' }, en: { label: 'Other' } }), parts);

  assert.deepEqual(JSON.parse(files['b.json']).items, [{ id: 'other', type: 'text', maxLength: 9 }]);
  assert.deepEqual(JSON.parse(files['b.en.json']).items, { '/other': { label: 'Other', hint: 'Yours' } });
});

test('unknownBlock_isRefused', () => {
  assert.throws(() => compose(business({ part: 'none' }), readParts()), /no block “none”/);
});

test('ruleWithTwoTexts_isRefused', () => {
  const item = (id, text) => ({ item: { id, type: 'text' }, 'zh-CN': { label: '甲', rules: { 'a.b': text } }, en: said('A') });
  assert.throws(() => compose(business(item('a', '一'), item('b', '二')), {}), /“a\.b” is given twice/);
});

for (const id of businesses) {
  const items = itemsOf(form(id).items);
  const texts = Object.fromEntries(languages.map((language) => [language, form(`${id}.${language}`)]));

  test(`${id}_saysOfEveryRequiredItemWhatToDo`, () => {
    for (const language of languages) {
      for (const [pattern] of items.filter(([, item]) => item.required)) {
        assert.ok(texts[language].items[pattern].errors?.['answer.required'], `${language} ${pattern}`);
      }
    }
  });

  test(`${id}_saysTheSameThingsInBothLanguages`, () => {
    const shape = ({ items: all, pages, rules }) => ({
      pages: Object.keys(pages),
      rules: Object.keys(rules).sort(),
      items: Object.entries(all).map(([pattern, { errors = {}, choices = {}, ...words }]) => [
        pattern, Object.keys(words).sort(), Object.keys(errors).sort(), Object.keys(choices).sort(),
      ]),
    });
    assert.deepEqual(shape(texts.en), shape(texts['zh-CN']));
  });

  const materials = items.filter(([, item]) => item.type === 'material');
  if (materials.length === 0) continue;
  test(`${id}_limitsEveryMaterialToLessThan200KB`, () => {
    for (const [pattern, item] of materials) {
      assert.equal(item.accept.bytes, 199_999, pattern);
      for (const language of languages) assert.match(texts[language].items[pattern].hint, /\{types\}.*\{limit\}/, pattern);
    }
  });
}

test('logInNames_areHintedAsTheServiceWordsIt', () => {
  const { items } = form('first.zh-CN');
  assert.equal(items['/enterprise/uscc'].hint, '请输入《企业营业执照》上的18位统一社会信用代码');
  assert.equal(items['/request/loginNameGeneral'].hint, '非机电许可证: 请输入注册时使用的电子邮箱');
  assert.equal(items['/request/loginNameMechanical'].hint, '机电许可证: 请输入原有的机电账号');
  assert.equal(items['/request/loginNameUsedVehicle'].hint, '二手车出口: 请输入“统一平台账号”或者注册时使用的用户电子邮箱');
});
