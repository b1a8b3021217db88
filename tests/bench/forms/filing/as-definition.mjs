// The filing as ekey's definition: docs/forms.md.
import { agencies, groups, today } from './description.mjs';
import { rules } from './rules.mjs';

const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const name = (path) => path.replace(/^\./, '');

function cel(condition) {
  if (condition.any) return `(${condition.any.map(cel).join(' || ')})`;
  if (condition.all) return `(${condition.all.map(cel).join(' && ')})`;
  if (condition.filled) return `!blank(${name(condition.filled)})`;
  if (condition.has) return `${literal(condition.value)} in ${name(condition.has)}`;
  return `${name(condition.is)} == ${literal(condition.value)}`;
}

const condition = (given) => (typeof given === 'object' ? cel(given) : given);

function item({ when, required, choices, filter, calculate, items, type, least, most, ...rest }) {
  const bound = (value) => (type === 'decimal' ? String(value) : value);
  return {
    ...rest,
    type,
    ...(when && { relevant: cel(when) }),
    ...(required && { required: condition(required) }),
    ...(least !== undefined && { least: bound(least) }),
    ...(most !== undefined && { most: bound(most) }),
    ...(choices && !filter && { choices: choices.map((one) => (one.when ? { value: one.value, relevant: cel(one.when) } : one)) }),
    ...(filter && { choicesFrom: '/agencies', choiceFilter: `choice.${filter.member} == ${filter.by}` }),
    ...(calculate && { calculate: calculate.cel }),
    ...(type === 'material' && { accept: { types: ['image/jpeg', 'image/png', 'application/pdf'], bytes: 2_000_000 } }),
    ...(items && { items: items.map(item) }),
  };
}

export const definition = {
  id: 'application',
  version: 1,
  pages: groups.map(({ id }) => id),
  items: groups.map((group) => ({ ...item(group), page: group.id })),
  rules: rules.map(({ code, at, cel: expression }) => ({ code, expression, targets: [`/${at.replace('.', '/')}`] })),
};

export const facts = { today, agencies };
