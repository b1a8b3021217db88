// The words in which the filing is described: items, and the conditions between them.
//
// An item: {id, type, when?, required?, …}: `when` says whether it is asked, `required` is true or a condition. A path is
// 'group.item', or '.item' for one in the same instance of the repeat.

const item = (type) => (id, more = {}) => ({ id, type, ...more });
export const text = item('text');
export const integer = item('integer');
export const decimal = item('decimal');
export const boolean = item('boolean');
export const date = item('date');
export const choice = (id, values, more) => ({ id, type: 'choice', choices: values, ...more });
export const choices = (id, values, more) => ({ id, type: 'choices', choices: values, min: 1, ...more });
export const material = item('material');
/** `by`: the same calculation thrice; of JSON Forms, which has none, a function of the answers. */
export const calculated = (id, type, by) => ({ id, type, calculate: by });

export const group = (id, items, more) => ({ id, type: 'group', items, ...more });
export const repeat = (id, items, more) => ({ id, type: 'repeat', items, ...more });

export const is = (path, value) => ({ is: path, value });
export const has = (path, value) => ({ has: path, value });
export const yes = (path) => ({ is: path, value: true });
export const no = (path) => ({ is: path, value: false });
export const filled = (path) => ({ filled: path });
export const any = (...of) => ({ any: of });
export const all = (...of) => ({ all: of });
export const oneOf = (path, ...values) => any(...values.map((value) => is(path, value)));
