// A first application for an electronic key, 120 items with the rules of a real filing, described once: as-definition.mjs,
// as-survey.mjs and as-schema.mjs say it to ekey, SurveyJS and JSON Forms.
import { all, any, boolean, calculated, choice, choices, date, decimal, filled, group, has, integer, is, material, no, oneOf, repeat, text, yes } from './items.mjs';
import { agencies, provinces } from './agencies.mjs';

export const today = '2026-11-23';
export { agencies };

const must = { required: true };
const check = (name, more) => ({ check: name, required: true, ...more });
const documents = ['residentId', 'passport', 'hkMoTravelPermit', 'twTravelPermit'];
const licences = ['general', 'mechanical', 'usedVehicle', 'chemicals', 'ozone'];
const number = (kind, path, extra) => text(kind, check(kind, { when: extra ? all(extra, is(path, kind)) : is(path, kind) }));
const foreign = oneOf('enterprise.kind', 'joint', 'foreign');
const holdsKeys = oneOf('application.business', 'additional', 'renewal', 'reissue');
const another = no('agent.isRepresentative');

const application = group('application', [
  choice('business', ['first', 'additional', 'renewal', 'reissue', 'change'], must),
  choice('urgency', ['normal', 'urgent'], must),
  text('urgentReason', { when: is('application.urgency', 'urgent'), required: true, minLength: 5 }),
  choice('cause', ['lost', 'damaged', 'stolen'], { when: is('application.business', 'reissue'), required: true }),
  text('policeReport', { when: is('application.cause', 'stolen'), required: true, maxLength: 40 }),
  date('lostOn', { when: oneOf('application.cause', 'lost', 'stolen'), required: true, until: today }),
  integer('heldKeys', { when: holdsKeys, required: true, least: 1, most: 9 }),
  text('oldKey', { when: holdsKeys, required: oneOf('application.business', 'renewal', 'reissue'), maxLength: 32 }),
  choices('changed', ['name', 'address', 'representative', 'agent'], { when: is('application.business', 'change'), required: true }),
  text('changeReason', { when: is('application.business', 'change'), required: has('application.changed', 'name'), minLength: 5 }),
  text('remarks', { maxLength: 500 }),
]);

const enterprise = group('enterprise', [
  text('uscc', check('uscc')),
  text('name', { required: true, minLength: 4, maxLength: 120 }),
  text('englishName', { required: foreign }),
  text('tradeCode', check('tradeCode')),
  text('customsCode', { check: 'customsCode' }),
  choice('kind', ['state', 'private', 'joint', 'foreign', 'individual'], must),
  integer('foreignShare', { when: foreign, required: true, least: 1, most: 100 }),
  text('investorCountry', { when: foreign, required: true, maxLength: 60 }),
  date('registeredOn', { required: true, from: '1949-10-01', until: today }),
  decimal('capital', { required: true, least: 0 }),
  choice('currency', ['CNY', 'USD', 'EUR', 'HKD', 'JPY'], { required: filled('enterprise.capital') }),
  integer('employees', { required: true, least: 0, most: 1000000 }),
  decimal('imports', { required: true, least: 0 }),
  decimal('exports', { required: true, least: 0 }),
  calculated('turnover', 'decimal', {
    cel: 'imports + exports', survey: '{enterprise_imports} + {enterprise_exports}', needs: ['imports', 'exports'],
    js: ({ enterprise: e }) => (e.imports === undefined || e.exports === undefined ? undefined : e.imports + e.exports),
  }),
  calculated('size', 'text', {
    cel: "employees < 20 ? 'small' : employees < 300 ? 'medium' : 'large'", needs: ['employees'],
    survey: "iif({enterprise_employees} < 20, 'small', iif({enterprise_employees} < 300, 'medium', 'large'))",
    js: ({ enterprise: { employees: n } }) => (n === undefined ? undefined : n < 20 ? 'small' : n < 300 ? 'medium' : 'large'),
  }),
  text('phone', check('landline')),
  text('fax', { check: 'landline' }),
  text('postcode', check('postcode')),
  choice('province', provinces, must),
  text('city', { required: true, maxLength: 40 }),
  text('address', { required: true, minLength: 5 }),
  text('email', check('email')),
  text('website', { maxLength: 100 }),
]);

const representative = group('representative', [
  text('name', check('personName', { maxLength: 50 })),
  choice('document', documents, must),
  ...documents.map((kind) => number(kind, 'representative.document')),
  text('nationality', { when: is('representative.document', 'passport'), required: true, maxLength: 60 }),
  date('documentUntil', { required: true, from: today }),
  text('mobile', check('mobile')),
  text('email', { check: 'email' }),
]);

const agent = group('agent', [
  boolean('isRepresentative', must),
  text('name', check('personName', { when: another, maxLength: 50 })),
  choice('document', documents, { when: another, required: true }),
  ...documents.map((kind) => number(kind, 'agent.document', another)),
  date('documentUntil', { when: another, required: true, from: today }),
  text('mobile', check('mobile')),
  text('email', check('email')),
  text('emailAgain', check('email')),
  text('department', { when: another, maxLength: 60 }),
  text('position', { when: another, required: filled('agent.department'), maxLength: 60 }),
  date('from', { required: true, from: today }),
  date('until', { required: true, from: today }),
  calculated('days', 'integer', {
    cel: 'days(from, until)', survey: 'daysBetween({agent_from}, {agent_until})', needs: ['from', 'until'],
    js: ({ agent: { from, until } }) => (from && until ? (Date.parse(until) - Date.parse(from)) / 86_400_000 : undefined),
  }),
]);

const wants = (kind) => has('licences.kinds', kind);
const count = (kind) => integer(`${kind}Count`, { when: wants(kind), required: true, least: 1, most: 10000 });
const total = licences.map((kind) => `${kind}Count`);
const licence = group('licences', [
  choices('kinds', licences, must),
  ...licences.map(count),
  calculated('total', 'integer', {
    cel: `sum([${total}].filter(n, n != null))`, survey: total.map((id) => `{licences_${id}}`).join(' + '), needs: [],
    js: ({ licences: l }) => licences.reduce((sum, kind) => sum + (l.kinds?.includes(kind) ? (l[`${kind}Count`] ?? 0) : 0), 0),
  }),
  text('generalGoods', { when: wants('general'), required: true, minLength: 2 }),
  text('mechanicalGoods', { when: wants('mechanical'), required: true, minLength: 2 }),
  text('vehicleQualification', { when: wants('usedVehicle'), required: true, maxLength: 40 }),
  date('vehicleSince', { when: wants('usedVehicle'), required: true, until: today }),
  text('chemicalPermit', { when: wants('chemicals'), required: true, maxLength: 40 }),
  date('chemicalUntil', { when: wants('chemicals'), required: true, from: today }),
  integer('ozoneQuota', { when: wants('ozone'), required: true, least: 0, most: 100000 }),
  integer('ozoneYear', { when: wants('ozone'), required: filled('licences.ozoneQuota'), least: 2020, most: 2030 }),
]);

const loginName = (id, check, ...kinds) => text(id, { check, required: true, when: oneOf('.licence', ...kinds), maxLength: 100 });
const keys = repeat('keys', [
  choice('licence', licences.map((kind) => ({ value: kind, when: wants(kind) })), must),
  loginName('general', 'loginNameGeneral', 'general', 'chemicals', 'ozone'),
  loginName('mechanical', 'loginNameMechanical', 'mechanical'),
  loginName('usedVehicle', 'loginNameUsedVehicle', 'usedVehicle'),
  text('holder', check('personName', { maxLength: 50 })),
  text('mobile', check('mobile')),
  boolean('limited', must),
  decimal('limit', { when: yes('.limited'), required: true, least: 1 }),
  text('label', { maxLength: 30 }),
], { min: 1, max: 3 });

const pickup = is('delivery.way', 'pickup'), courier = is('delivery.way', 'courier');
const delivery = group('delivery', [
  choice('way', ['pickup', 'courier'], must),
  choice('province', provinces, must),
  choice('agency', agencies, { required: true, filter: { by: 'delivery.province', member: 'province' } }),
  date('pickupOn', { when: pickup, required: true, from: today }),
  text('pickupName', check('personName', { when: pickup })),
  text('pickupDocument', check('residentId', { when: pickup })),
  text('recipient', check('personName', { when: courier })),
  text('mobile', check('mobile', { when: courier })),
  text('city', { when: courier, required: true, maxLength: 40 }),
  text('address', { when: courier, required: true, minLength: 5 }),
  text('postcode', { when: courier, check: 'postcode', required: is('application.urgency', 'normal') }),
  choice('company', ['ems', 'sf', 'jd'], { when: courier, required: true }),
  boolean('insured', { when: courier, required: true }),
  decimal('insuredValue', { when: all(courier, yes('delivery.insured')), required: true, least: 1, most: 100000 }),
]);

const invoice = group('invoice', [
  boolean('wanted', must),
  choice('kind', ['plain', 'special'], { when: yes('invoice.wanted'), required: true }),
  text('title', { when: yes('invoice.wanted'), required: true, minLength: 4 }),
  text('taxNumber', { when: yes('invoice.wanted'), required: true, check: 'uscc' }),
  text('bank', { when: is('invoice.kind', 'special'), required: true, maxLength: 60 }),
  text('account', { when: is('invoice.kind', 'special'), required: true, minLength: 8, maxLength: 30 }),
  text('phone', { when: is('invoice.kind', 'special'), required: true, check: 'landline' }),
]);

const declaration = group('declaration', [
  boolean('truthful', must),
  boolean('terms', must),
  text('signer', check('personName', { maxLength: 50 })),
  text('place', { maxLength: 40 }),
  date('signedOn', { required: true, from: '2026-01-01', until: today }),
]);

const materials = group('materials', [
  material('businessLicence', must),
  material('representativeDocument', must),
  material('agentDocument', { when: another, required: true }),
  material('authorisation', { when: another, required: true }),
  material('report', { when: is('application.cause', 'stolen'), required: true }),
  material('changeProof', { when: is('application.business', 'change'), required: has('application.changed', 'name') }),
  material('foreignApproval', { when: foreign, required: true }),
  material('vehicleProof', { when: wants('usedVehicle'), required: true }),
  material('chemicalProof', { when: any(wants('chemicals'), wants('ozone')), required: wants('chemicals') }),
]);

export const groups = [application, enterprise, representative, agent, licence, keys, delivery, invoice, declaration, materials];
