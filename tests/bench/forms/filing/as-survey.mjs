// The filing for SurveyJS. Answers of hidden questions are cleared, which is how it makes them blank for other conditions.
import { groups } from './description.mjs';
import { rules } from './rules.mjs';

const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
export const nameOf = (path) => path.replace('.', '_');
const reference = (path) => (path.startsWith('.') ? `{panel${path}}` : `{${nameOf(path)}}`);

function expression(condition) {
  if (condition.any) return `(${condition.any.map(expression).join(' or ')})`;
  if (condition.all) return `(${condition.all.map(expression).join(' and ')})`;
  if (condition.filled) return `${reference(condition.filled)} notempty`;
  if (condition.has) return `${reference(condition.has)} contains ${literal(condition.value)}`;
  return `${reference(condition.is)} = ${literal(condition.value)}`;
}

const kinds = {
  text: { type: 'text' }, integer: { type: 'text', inputType: 'number' }, decimal: { type: 'text', inputType: 'number' }, boolean: { type: 'boolean' },
  date: { type: 'text', inputType: 'date' }, choice: { type: 'dropdown' }, choices: { type: 'checkbox' }, material: { type: 'file' },
};

function validators({ type, check, minLength, maxLength, least, most, min }, path) {
  const own = [];
  if (type === 'text') own.push({ type: 'text', minLength: minLength ?? 0, maxLength: maxLength ?? 200 });
  if (check) own.push({ type: 'expression', expression: `${check}(${reference(path)})` });
  if (least !== undefined || most !== undefined) own.push({ type: 'numeric', minValue: least, maxValue: most });
  if (type === 'choices') own.push({ type: 'answercount', minCount: min });
  return [...own, ...rules.filter(({ at }) => at === path).map(({ survey }) => ({ type: 'expression', expression: survey }))];
}

const shown = (one) => ({ value: one.value, ...(one.when && { visibleIf: expression(one.when) }) });
const filtered = ({ by, member }) => (one) => ({ value: one.value, visibleIf: `${reference(by)} = ${literal(one[member])}` });

function question(item, path, name) {
  const { when, required, choices, filter, calculate, from, until } = item;
  if (calculate) {
    const ready = calculate.needs.map((id) => `${reference(`${path.split('.')[0]}.${id}`)} notempty`).join(' and ');
    return { type: 'expression', name, expression: ready ? `iif(${ready}, ${calculate.survey}, '')` : calculate.survey };
  }
  return {
    ...kinds[item.type],
    name,
    ...(when && { visibleIf: expression(when) }),
    ...(required === true ? { isRequired: true } : required && { requiredIf: expression(required) }),
    ...(choices && { choices: choices.map(filter ? filtered(filter) : (one) => (one.value ? shown(one) : one)) }),
    ...(from && { min: from }),
    ...(until && { max: until }),
    validators: validators(item, path),
  };
}

function page(group) {
  if (group.type === 'group') {
    return { name: group.id, elements: group.items.map((item) => question(item, `${group.id}.${item.id}`, nameOf(`${group.id}.${item.id}`))) };
  }
  const templateElements = group.items.map((item) => question(item, `.${item.id}`, item.id));
  const panels = { type: 'paneldynamic', name: group.id, panelCount: group.min, minPanelCount: group.min, maxPanelCount: group.max, templateElements };
  return { name: `${group.id}Page`, elements: [{ ...panels, validators: validators(group, group.id) }] };
}

export const survey = { clearInvisibleValues: 'onHidden', pages: groups.map(page) };
