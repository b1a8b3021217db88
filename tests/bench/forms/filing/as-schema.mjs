// The filing for JSON Forms: a JSON Schema whose if/then pairs say what holds when, and a layout whose rules say what is shown.
// JSON Schema cannot compare two answers: such rules are the keyword `rules`, calculations are functions (json-forms.mjs).
import { groups } from './description.mjs';
import { all } from './items.mjs';

const repeats = new Set(groups.filter(({ type }) => type === 'repeat').map(({ id }) => id));
const whens = new Map(groups.flatMap(({ id, type, items }) => items.map((item) => [type === 'repeat' ? `.${item.id}` : `${id}.${item.id}`, item.when])));

/** A schema that holds where the answer is there and fits `inner`. */
function at(path, inner) {
  const [group, id] = path.split('.');
  const member = { properties: { [id]: inner }, required: [id] };
  return group === '' ? member : { properties: { [group]: member }, required: [group] };
}

function schemaOf(condition) {
  if (condition.any) return { anyOf: condition.any.map(schemaOf) };
  if (condition.all) return { allOf: condition.all.map(schemaOf) };
  const path = condition.is ?? condition.has ?? condition.filled;
  const own = at(path, condition.is ? { const: condition.value } : condition.has ? { contains: { const: condition.value } } : {});
  const when = whens.get(path); // an answer that is hidden stays in the data, but must count for nothing
  return when ? { allOf: [schemaOf(when), own] } : own;
}

function constraints({ type, check, minLength, maxLength, least, most, from, until, choices, filter, min }) {
  const values = choices && !filter && choices.map((one) => one.value ?? one);
  switch (type) {
    case 'text': return { type: 'string', minLength: minLength ?? 0, maxLength: maxLength ?? 200, ...(check && { format: check }) };
    case 'integer':
    case 'decimal': return { type: type === 'decimal' ? 'number' : type, ...(least !== undefined && { minimum: least }), ...(most !== undefined && { maximum: most }) };
    case 'date': return { type: 'string', format: 'date', ...(from && { formatMinimum: from }), ...(until && { formatMaximum: until }) };
    case 'choice': return { type: 'string', ...(values && { enum: values }) };
    case 'choices': return { type: 'array', minItems: min, uniqueItems: true, items: { enum: values } };
    case 'material': return { type: 'object' };
    default: return { type };
  }
}

/** A schema for `group.id`, in each instance where the group is a repeat. */
function inGroup(group, schema) {
  return { properties: { [group]: repeats.has(group) ? { items: schema } : schema } };
}

const refersInside = (condition) => JSON.stringify(condition).includes('".');
const root = [];
const inside = [];

function place(group, condition, then) {
  if (refersInside(condition)) inside.push({ if: schemaOf(condition), then });
  else root.push({ if: schemaOf(condition), then: inGroup(group, then) });
}

function conditions(group, { id, when, required, choices, filter, ...item }) {
  const own = { properties: { [id]: constraints({ ...item, choices, filter }) } };
  if (when) place(group, when, required === true ? { ...own, required: [id] } : own);
  if (typeof required === 'object') place(group, when ? all(when, required) : required, { required: [id] });
  for (const one of choices ?? []) {
    if (one.when) root.push({ if: { not: schemaOf(one.when) }, then: inGroup(group, { properties: { [id]: { not: { const: one.value } } } }) });
  }
  if (!filter) return;
  for (const value of new Set(choices.map((one) => one[filter.member]))) {
    const fitting = choices.filter((one) => one[filter.member] === value).map((one) => one.value);
    root.push({ if: at(filter.by, { const: value }), then: inGroup(group, { properties: { [id]: { enum: fitting } } }) });
  }
}

function groupSchema({ id, type, items, min, max }) {
  for (const item of items) conditions(id, item);
  const properties = Object.fromEntries(items.map((item) => [item.id, item.when ? {} : constraints(item)]));
  const own = { type: 'object', properties, required: items.filter(({ when, required }) => !when && required === true).map((item) => item.id) };
  return type === 'group' ? own : { type: 'array', minItems: min, maxItems: max, items: { ...own, allOf: inside } };
}

const control = (scope, { when }) => ({
  type: 'Control',
  scope,
  ...(when && { rule: { effect: 'SHOW', condition: { scope: '#', schema: schemaOf(when) } } }),
  ...(when && refersInside(when) && { inside: true }),
});

function layout({ id, type, items }) {
  if (type === 'group') return { type: 'Group', elements: items.map((item) => control(`#/properties/${id}/properties/${item.id}`, item)) };
  const elements = items.map((item) => control(`#/properties/${item.id}`, item));
  return { type: 'Control', scope: `#/properties/${id}`, options: { detail: { type: 'VerticalLayout', elements } } };
}

const properties = Object.fromEntries(groups.map((group) => [group.id, groupSchema(group)]));
export const schema = { type: 'object', properties, allOf: root, rules: true };
export const uischema = { type: 'VerticalLayout', elements: groups.map(layout) };
