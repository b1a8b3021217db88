// The filing by ekey: @ekey/client as pages use it.
import { Rules } from './index.js';

let rules;
export const load = async () => (rules = await Rules.load());

const pointer = (path) => `/${path.replaceAll('.', '/')}`;
const demand = ({ result, errors }) => {
  if (errors) throw new Error(JSON.stringify(errors));
  return result;
};

export class Ekey {
  /** `instances` of the keys; more than one are there from the start, as in a draft. */
  constructor({ definition, facts }, instances = 1) {
    this.session = demand(rules.open(definition, facts));
    if (instances === 1) return;
    const draft = this.session.draft();
    this.session.close();
    this.session = demand(rules.open(definition, facts, { ...draft, answers: { ...draft.answers, keys: Array.from({ length: instances }, () => ({})) } }));
  }

  set(path, value) {
    const amount = typeof value === 'number' && !Number.isInteger(value); // decimals are texts
    return demand(this.session.set(pointer(path), amount ? String(value) : value));
  }

  validate() {
    return this.session.validate();
  }

  /** What is wrong and what is shown with an answer, by path. */
  state() {
    const errors = this.validate();
    const paths = (some) => some.map((error) => error.pointer.slice(1).replaceAll('/', '.'));
    const answered = Object.entries(this.session.answers()).flatMap(([group, members]) =>
      Array.isArray(members)
        ? members.flatMap((one, i) => Object.keys(one).map((id) => `${group}.${i}.${id}`))
        : Object.keys(members).map((id) => `${group}.${id}`),
    );
    const files = this.session.materials().filter(({ present }) => present);
    return {
      required: paths(errors.filter(({ code }) => code === 'answer.required')),
      wrong: paths(errors.filter(({ code }) => code !== 'answer.required')),
      answered: [...answered, ...paths(files)],
    };
  }

  close() {
    this.session.close();
  }
}
