// The filing by JSON Forms' core and ajv, without anything that draws it: after each change the whole is validated, and the rule of
// every control looked at, as its bindings do for what they draw. Calculations are done by hand, as in a middleware.
import { Actions, coreReducer, createAjv, isVisible } from '@jsonforms/core';

import { groups } from '../filing/description.mjs';
import { rules } from '../filing/rules.mjs';
import { checks } from './checks.mjs';

const calculations = groups.flatMap(({ id: group, items }) => items.filter(({ calculate }) => calculate).map(({ id, calculate }) => ({ group, id, run: calculate.js })));

function holds(_, data) {
  holds.errors = rules.filter(({ js }) => !js(data)).map(({ at, code }) => ({ keyword: 'rules', instancePath: `/${at.replace('.', '/')}`, params: { code } }));
  return holds.errors.length === 0;
}

function makeAjv() {
  const ajv = createAjv();
  for (const [name, check] of Object.entries(checks)) ajv.addFormat(name, check);
  ajv.addKeyword({ keyword: 'rules', validate: holds, errors: 'full' });
  return ajv;
}

const collect = (element, path) =>
  element.elements
    ? element.elements.flatMap((one) => collect(one, path))
    : [{ element, path: path + element.scope.slice(1).replaceAll('/properties/', '.').slice(path ? 0 : 1) }];

export class JsonForms {
  constructor({ jsonForms }, instances = 1) {
    const { schema, uischema } = JSON.parse(jsonForms);
    this.ajv = makeAjv();
    this.controls = collect(uischema, '');
    const data = Object.fromEntries(Object.entries(schema.properties).map(([id, { type }]) => [id, type === 'array' ? Array.from({ length: instances }, () => ({})) : {}]));
    this.state_ = coreReducer(undefined, Actions.init(data, schema, uischema, { ajv: this.ajv }));
    this.calculate();
    this.look();
  }

  set(path, value) {
    this.state_ = coreReducer(this.state_, Actions.update(path, () => value));
    this.calculate();
    this.look();
  }

  calculate() {
    for (const { group, id, run } of calculations) {
      const value = run(this.state_.data);
      if (value !== this.state_.data[group][id]) this.state_ = coreReducer(this.state_, Actions.update(`${group}.${id}`, () => value));
    }
  }

  /** Which controls are shown. */
  look() {
    const { data } = this.state_;
    this.shown = [];
    const one = ({ element, path }, scope) => {
      if (isVisible(element, data, scope, this.ajv)) this.shown.push(path);
    };
    for (const control of this.controls) {
      one(control, '');
      const detail = control.element.options?.detail;
      if (!detail) continue;
      data[control.path].forEach((_, i) => {
        const at = `${control.path}.${i}`;
        for (const inner of collect(detail, at)) one(inner, inner.element.inside ? at : '');
      });
    }
  }

  /** set() has validated already. */
  validate() {
    const { validator, data } = this.state_;
    return validator(data) ? [] : validator.errors;
  }

  state() {
    const found = { required: new Set(), wrong: new Set(), answered: [] };
    const dotted = (pointer) => pointer.slice(1).replaceAll('/', '.');
    for (const { keyword, instancePath, params } of this.validate()) {
      if (keyword === 'if') continue;
      if (keyword === 'required') found.required.add(dotted(`${instancePath}/${params.missingProperty}`));
      else found.wrong.add(dotted(instancePath));
    }
    const value = (path) => path.split('.').reduce((at, member) => at?.[member], this.state_.data);
    found.answered = this.shown.filter((path) => path !== 'keys' && value(path) !== undefined);
    return { ...found, required: [...found.required], wrong: [...found.wrong] };
  }

  close() {}
}
