// The filing by SurveyJS, without anything that draws it.
import { FunctionFactory, Model } from 'survey-core';

import { functions } from '../filing/rules.mjs';
import { nameOf } from '../filing/as-survey.mjs';
import { checks } from './checks.mjs';

// It gives texts of digits alone as numbers.
for (const [name, check] of Object.entries(checks)) FunctionFactory.Instance.register(name, ([text]) => !text || check(String(text)));
for (const [name, run] of Object.entries(functions)) FunctionFactory.Instance.register(name, run);

export class Survey {
  constructor({ survey }, instances = 1) {
    this.model = new Model(JSON.parse(survey));
    if (instances > 1) this.model.getQuestionByName('keys').panelCount = instances;
  }

  question(path) {
    const [group, number, id] = path.split('.');
    if (id === undefined) return this.model.getQuestionByName(nameOf(path)) ?? this.model.getQuestionByName(path);
    return this.model.getQuestionByName(group).panels[number].getQuestionByName(id);
  }

  set(path, value) {
    const question = this.question(path);
    if (!question.isVisible || !question.isParentVisible) return; // nobody can answer it
    question.value = question.getType() === 'file' ? [{ ...value, content: 'data:,' }] : value;
  }

  validate() {
    return this.model.validate(true, false);
  }

  state() {
    this.validate();
    const found = { required: [], wrong: [], answered: [] };
    const look = (question, path) => {
      if (!question.isVisible || !question.isParentVisible) return;
      const required = question.errors.filter((error) => error.getErrorType() === 'required');
      if (required.length > 0) found.required.push(path);
      if (question.errors.length > required.length) found.wrong.push(path);
      if (question.getType() === 'paneldynamic') {
        question.panels.forEach((panel, i) => panel.questions.forEach((one) => look(one, `${path}.${i}.${one.name}`)));
      } else if (!question.isEmpty()) {
        found.answered.push(path);
      }
    };
    for (const question of this.model.getAllQuestions()) look(question, question.name.replace('_', '.'));
    return found;
  }

  close() {
    this.model.dispose();
  }
}
