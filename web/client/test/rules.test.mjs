import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Rules, UsageError } from '../dist/index.js';
import { checkout, rawModules, read, ways } from './support.mjs';

const definition = read(checkout('forms/renewal.json'));
const uscc = '91120000PDY00001X7';
const certificate = {
  name: '示例进出口有限公司',
  uscc,
  serial: '4A01',
  issuer: '示范发证机构',
  notBefore: '2025-12-31',
  notAfter: '2026-12-31',
  email: 'office@example.com',
};
const facts = { today: '2026-11-23', certificate };
const entry = {
  item: 'businessLicence',
  name: '营业执照.pdf',
  type: 'application/pdf',
  bytes: 1000,
  sm3: '1'.repeat(64),
  sha256: '2'.repeat(64),
};
const reference = { audience: 'https://portal.example', filing: 'F1', nonce: 'bm9uY2U=' };

const rules = await Rules.load();
function open(t, ...more) {
  const { result, errors } = rules.open(definition, facts, ...more);
  assert.equal(errors, undefined);
  t.after(() => result.close());
  return result;
}
function fill(session) {
  for (const [pointer, value] of [
    ['/certificate/openMatters', 'none'],
    ['/authorisedUser/name', '张三'],
    ['/authorisedUser/mobile', '１３８ ００１３ ８０００'],
    ['/authorisedUser/email', ' zhang@example.com '],
    ['/materials/businessLicence', entry],
  ]) {
    assert.equal(session.set(pointer, value).errors, undefined, pointer);
  }
}
const places = (errors) => errors.map(({ pointer, code }) => `${pointer} ${code}`);

const names = [
  ...['uscc', 'organisationCode', 'tradeCode', 'customsCode', 'residentId', 'hkMoTwResidencePermit', 'permanentResidentId'],
  ...['passport', 'hkMoTravelPermit', 'twTravelPermit', 'personName', 'mobile', 'landline', 'postcode', 'email'],
  ...['loginNameGeneral', 'loginNameMechanical', 'loginNameUsedVehicle'],
];

/** The operation "check" through JSON, as the conformance cases ask it. */
const { forms } = await rawModules(ways.WebAssembly);
const raw = forms();
const asked = (name, text, given) => JSON.parse(raw.call(JSON.stringify({ op: 'check', name, text, ...(given && { facts: given }) })).text).result;

test('check_validIdentifier_isNormalizedMaskedAndTakenApart', () => {
  const parts = { department: '9', category: '1', division: '120000', organisationCode: 'PDY00001X' };
  assert.deepEqual(rules.check('uscc', ` ${uscc.toLowerCase()} `), { normalized: uscc, errors: [], masked: uscc, parts });
});

test('check_wrongCheckDigit_isAnErrorAsData', () => {
  const { errors, masked, parts } = rules.check('uscc', '91120000PDY00001X8');
  assert.deepEqual(places(errors), [' uscc.check_digit']);
  assert.equal(errors[0].severity, 'error');
  assert.deepEqual([masked, parts], ['', {}]);
});

test('check_facts_areComparedWith', () => {
  assert.equal(rules.check('residentId', '11010519491231002X', { on: '2026-11-23' }).parts.age, '76');
  assert.deepEqual(places(rules.check('tradeCode', '440371526726X', { uscc: '91110000600037341L' }).errors), [' trade_code.uscc']);
  assert.deepEqual(rules.check('tradeCode', '440371526726X', { uscc: '9144030071526726XG' }).errors, []);
  assert.deepEqual(rules.check('tradeCode', '440371526726X', { uscc: '\ud800' }).errors, []);
});

test('check_directWay_answersAsTheOperationDoes', () => {
  const cases = JSON.parse(read(checkout('tests/conformance/identifiers.json'))).flatMap(({ steps }) => steps.map(({ call }) => call));
  const texts = ['', '\0', '\u202e', '\ufffd', '９'.repeat(18), '😀'.repeat(20), '𠮷野家', 'a@例子.中国', '{"op":"close"}', 'x'.repeat(5000), '例'.repeat(1400)];
  let compared = 0;
  for (const { name, text, facts: given } of [...cases, ...names.flatMap((name) => texts.map((text) => ({ name, text })))]) {
    const answer = asked(name, text, given);
    if (answer) {
      assert.deepEqual(rules.check(name, text, given), answer, `${name} ${text.slice(0, 40)}`);
      ++compared;
    }
  }
  assert.ok(compared > 240, `${compared}`);
});

test('check_anyText_neverThrows', () => {
  for (const text of ['', '\0', '\ud800', '\u202e', '９'.repeat(18), '😀'.repeat(100_000), '{"op":"close"}']) {
    for (const name of names) {
      const { normalized, errors } = rules.check(name, text);
      assert.equal(typeof normalized, 'string');
      assert.ok(text === '' ? errors.length === 0 : Array.isArray(errors));
    }
  }
});

test('check_loneSurrogate_isRefusedAsData', () => {
  for (const text of ['a\ud800b@example.com', '\udc00', '\udc00\ud800', `${'例'.repeat(2000)}\ud800`]) {
    const refused = { normalized: '', errors: [{ code: 'text.encoding', pointer: '', severity: 'error', params: {} }], masked: '', parts: {} };
    assert.deepEqual(rules.check('email', text), refused);
    assert.deepEqual(rules.check('personName', text, { on: '2026-11-23' }), refused);
  }
  assert.equal(rules.check('personName', '\ud842\udfb7野家').normalized, '𠮷野家');
});

test('check_textsAroundTheUsualBuffer_areReadWhole', () => {
  for (const length of [1365, 1366, 4095, 4096, 4097, 4 << 20]) {
    const { errors } = rules.check('mobile', '1'.repeat(length));
    assert.deepEqual(errors[0].params, { found: length });
    assert.equal(rules.check('uscc', uscc).normalized, uscc);
  }
});

test('check_moreThanARequestMayHave_isRefusedAsData', () => {
  for (const length of [(4 << 20) + 1, 5 << 20]) {
    assert.deepEqual(places(rules.check('email', 'a'.repeat(length)).errors), [' json.size']);
  }
});

test('check_misuse_throwsUsageError', () => {
  const misuse = (code) => (error) => error instanceof UsageError && error.errors[0].code === code;
  for (const name of ['constructor', '', 'x'.repeat(5000), undefined, '\ud800']) {
    assert.throws(() => rules.check(name, 'x'), misuse('check.unknown'));
  }
  assert.throws(() => rules.check('uscc', 7), misuse('member.type'));
  for (const on of ['2026-11-31', 'today', '\ud800']) {
    assert.throws(() => rules.check('uscc', uscc, { on }), misuse('check.day'));
  }
  assert.equal(rules.check('uscc', uscc).normalized, uscc);
});

test('canonical_ofJson_isRfc8785AndOfOtherTextAnError', () => {
  assert.deepEqual(rules.canonical('{"b":1, "a":[0.0000001]}'), { result: '{"a":[1e-7],"b":1}' });
  assert.deepEqual(places(rules.canonical('{"a":1,"a":2}').errors), [' json.duplicate_key']);
});

test('open_definition_namesItsFormAndDigest', (t) => {
  const sm3 = '863dab15de85e6ad09184b45cd746c4b04df41b7ca66bff631582c2d80e3fb7d'; // of the canonical form, by OpenSSL
  assert.deepEqual(open(t).form, { id: 'renewal', version: 3, sm3 });
});

test('open_hostileDefinitions_areRefusedAsData', () => {
  for (const text of ['', 'not JSON', '[]', '{}', '"x"', '[[[[', '\ud800', definition.replace('"uscc"', '"uscc", "id": "again"'),
    definition.replace('"check": "mobile"', '"check": "regex"'), ' '.repeat(2 << 20), '['.repeat(1 << 20)]) {
    const outcome = rules.open(text, facts);
    assert.ok(outcome.errors?.length > 0, text.slice(0, 40));
  }
});

test('open_hostileFactsAndDrafts_endInASessionOrErrorsNeverInATrap', () => {
  const drafts = [{}, { answers: 7 }, { answers: { enterprise: [] } }, { materials: {} }, { form: null }, { materials: [entry, entry, {}] },
    { form: { id: 'other', version: 9, sm3: '' }, answers: { authorisedUser: { mobile: { deep: [1] } } }, materials: [7] }];
  const odd = [{}, { certificate: null }, { certificate: { name: 7, uscc: [] } }, { certificate: 'x', today: {} }];
  for (const [one, draft] of [...odd.map((value) => [value, undefined]), ...drafts.map((value) => [facts, value])]) {
    const { result, errors } = rules.open(definition, one, draft);
    assert.ok(result || errors.length > 0);
    result?.validate();
    result?.submission(reference);
    result?.close();
  }
});

test('validate_fresh_asksForWhatIsMissingInTheFormsOrder', (t) => {
  const session = open(t);
  const missing = ['/certificate/openMatters', '/authorisedUser/name', '/authorisedUser/mobile', '/materials/businessLicence'];
  assert.deepEqual(places(session.validate()), missing.map((pointer) => `${pointer} answer.required`));
  assert.deepEqual(places(session.validate('materials')), ['/materials/businessLicence answer.required']);
});

test('set_answers_areNormalizedAndPrefilledOnesStand', (t) => {
  const session = open(t);

  fill(session);

  assert.deepEqual(session.validate(), []);
  assert.deepEqual(session.answers().authorisedUser, { name: '张三', mobile: '13800138000', email: 'zhang@example.com' });
  assert.deepEqual(session.answers().enterprise, { name: certificate.name, uscc });
});

test('set_wrongAnswer_isKeptAndValidatedAtItsItem', (t) => {
  const session = open(t);
  fill(session);

  session.set('/authorisedUser/mobile', '1380013800');

  assert.deepEqual(places(session.validate()), ['/authorisedUser/mobile mobile.length']);
});

test('set_whatCannotBeSet_isRefusedAndChangesNothing', (t) => {
  const session = open(t);
  const before = session.draft();
  const codes = [
    ['/enterprise/uscc', 'x', 'answer.readonly'],
    ['/none', 'x', 'answer.unknown_item'],
    ['/authorisedUser', 'x', 'answer.unknown_item'],
    ['', 'x', 'answer.unknown_item'],
    ['/__proto__/x', 'x', 'answer.unknown_item'],
    ['/authorisedUser/mobile', 7, 'answer.type'],
    ['/authorisedUser/mobile', ['x'], 'answer.type'],
    ['/authorisedUser/mobile', 2 ** 53, 'json.number'],
    ['/authorisedUser/mobile', '\udc00', 'json.surrogate'],
  ];
  for (const [pointer, value, code] of codes) {
    assert.equal(session.set(pointer, value).errors?.[0].code, code, pointer);
  }
  for (const value of ['x', 7, {}, [], { ...entry, sm3: 'x' }, { ...entry, bytes: -1 }, { ...entry, more: 1 }]) {
    assert.ok(session.set('/materials/businessLicence', value).errors?.length > 0, JSON.stringify(value));
  }
  assert.deepEqual(session.draft(), before);
});

test('materials_slot_tellsLimitsAndPresence', (t) => {
  const session = open(t);
  const slot = {
    item: 'businessLicence',
    pointer: '/materials/businessLicence',
    required: true,
    types: ['image/jpeg', 'image/png', 'application/pdf'],
    bytes: 10_000_000,
    pixels: 100_000_000,
    pages: 1000,
    present: false,
  };
  assert.deepEqual(session.materials(), [slot]);
  session.set(slot.pointer, entry);
  assert.deepEqual(session.materials(), [{ ...slot, present: true }]);
  session.set(slot.pointer, null);
  assert.deepEqual(session.materials(), [slot]);
});

test('draft_reopened_isTheSameSession', (t) => {
  const first = open(t);
  fill(first);

  const second = open(t, JSON.parse(JSON.stringify(first.draft())));

  assert.deepEqual(second.draft(), first.draft());
  assert.equal(second.submission(reference), first.submission(reference));
});

test('submission_filledForm_isItsCanonicalText', (t) => {
  const session = open(t);
  fill(session);

  const text = session.submission(reference);

  assert.deepEqual(JSON.parse(text), { ...reference, form: session.form, materials: [entry], answers: session.answers() });
  assert.deepEqual(rules.canonical(text), { result: text });
});

test('close_session_endsItAndNoOther', () => {
  const [one, other] = [rules.open(definition, facts).result, rules.open(definition, facts).result];

  one[Symbol.dispose]();

  assert.throws(() => one.validate(), UsageError);
  assert.throws(() => one.close(), UsageError);
  assert.equal(other.validate().length, 4);
  other.close();
});

test('sessions_manyInTurn_giveTheirMemoryBack', () => {
  const raw = forms();
  const request = JSON.stringify({ op: 'open', definition, facts: { ...facts, filler: 'x'.repeat(100_000) } });
  const round = () => {
    const { session } = JSON.parse(raw.call(request).text).result;
    raw.call(JSON.stringify({ op: 'close', session }));
    return raw.exports.memory.buffer.byteLength;
  };
  const first = round();
  let last;
  for (let i = 0; i < 100; ++i) {
    last = round();
  }
  assert.equal(last, first);
});

test('open_largestJsonOfManyParts_growsTheMemoryWithoutATrap', async () => {
  const own = await Rules.load();
  const parts = Array(1_000_000).fill({}); // 3 MB of text, some 100 MB of values
  const { result } = own.open(definition, { ...facts, parts });
  assert.equal(result.validate().length, 4);
  result.close();
});

test('check_ofWhatIsNoText_isADefectOfTheCallerAndLeavesTheModuleWhole', () => {
  for (const wrong of [Symbol('x'), 42, { toString: () => { throw new Error('no'); } }]) {
    assert.throws(() => rules.check('uscc', '91120000PDY00001X7', { on: wrong }), UsageError);
  }
  assert.deepEqual(rules.check('uscc', '91120000PDY00001X7', { on: null }).errors, []);
});
