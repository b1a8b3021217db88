// Reads the OpenRPC document into the few shapes that the writers know:
//   {kind: 'text', least, most} {kind: 'integer', low, high} {kind: 'boolean'} {kind: 'choice', names} {kind: 'any'}
//   {kind: 'list', of, least, most} {kind: 'record', name} {kind: 'alias', name, of}
// and per record {name, description, members: [{name, required, type, description}]}.

const known = {
  text: ['type', 'minLength', 'maxLength'],
  integer: ['type', 'minimum', 'maximum'],
  boolean: ['type'],
  list: ['type', 'items', 'minItems', 'maxItems'],
  record: ['type', 'properties', 'required', 'additionalProperties'],
};

function only(schema, where, names) {
  for (const key of Object.keys(schema)) {
    if (key !== 'description' && !names.includes(key)) throw new Error(`${where}: ${key} is not understood here`);
  }
}

function need(schema, where, key) {
  if (schema[key] === undefined) throw new Error(`${where}: ${key} is missing`);
  return schema[key];
}

export const upper = (name) => name.split('.').map((word) => word[0].toUpperCase() + word.slice(1)).join('');

export function readSchema(document) {
  const schemas = document.components.schemas;
  const isRecord = (schema) => schema.type === 'object' && schema.properties !== undefined;

  function type(schema, where) {
    if (schema.$ref !== undefined) {
      only(schema, where, ['$ref']);
      const name = schema.$ref.replace('#/components/schemas/', '');
      if (!Object.hasOwn(schemas, name)) throw new Error(`${where}: ${schema.$ref} leads nowhere`);
      if (isRecord(schemas[name])) return { kind: 'record', name };
      return { kind: 'alias', name, of: type(schemas[name], name) };
    }
    if (schema.const !== undefined) {
      only(schema, where, ['const']);
      return { kind: 'choice', names: [schema.const] };
    }
    if (schema.enum !== undefined) {
      only(schema, where, ['enum']);
      return { kind: 'choice', names: schema.enum };
    }
    switch (schema.type) {
      case 'string':
        only(schema, where, known.text);
        return { kind: 'text', least: schema.minLength ?? 0, most: need(schema, where, 'maxLength') };
      case 'integer':
        only(schema, where, known.integer);
        return { kind: 'integer', low: need(schema, where, 'minimum'), high: need(schema, where, 'maximum') };
      case 'boolean':
        only(schema, where, known.boolean);
        return { kind: 'boolean' };
      case 'array': {
        only(schema, where, known.list);
        const of = type(schema.items, `${where}[]`);
        return { kind: 'list', of, least: schema.minItems ?? 0, most: need(schema, where, 'maxItems') };
      }
      case 'object':
        only(schema, where, ['type']);
        return { kind: 'any' };
      default:
        throw new Error(`${where}: no type that the generator knows`);
    }
  }

  function record(name, schema) {
    only(schema, name, known.record);
    if (schema.additionalProperties !== false) throw new Error(`${name}: additionalProperties must be false`);
    const members = Object.entries(schema.properties).map(([member, of]) => ({
      name: member,
      required: schema.required.includes(member),
      type: type(of, `${name}.${member}`),
      description: of.description,
    }));
    return { name, description: schema.description, members };
  }

  // In the document a record may stand after its user; in C++ it may not.
  const records = [];
  function place(name) {
    if (records.some((one) => one.name === name)) return;
    const made = record(name, schemas[name]);
    for (const member of made.members) placeUsed(member.type);
    records.push(made);
  }
  function placeUsed(of) {
    if (of.kind === 'record') place(of.name);
    if (of.kind === 'list' || of.kind === 'alias') placeUsed(of.of);
  }
  const aliases = [];
  for (const [name, schema] of Object.entries(schemas)) {
    if (isRecord(schema)) place(name);
    else aliases.push({ name, type: type(schema, name), description: schema.description });
  }

  const paramsOf = ({ name, summary, params }, suffix) => ({
    name: `${upper(name)}${suffix}`,
    description: summary,
    members: params.map((param) => ({
      name: param.name,
      required: param.required,
      type: type(param.schema, `${name}.${param.name}`),
      description: param.schema.description,
    })),
  });
  const methods = document.methods.map((method) => ({
    name: method.name,
    summary: method.summary,
    params: paramsOf(method, 'Params'),
    result: type(method.result.schema, `${method.name}.result`),
  }));
  const notifications = document['x-notifications'].map((notification) => ({
    name: notification.name,
    summary: notification.summary,
    params: paramsOf(notification, 'Notice'),
  }));

  return {
    title: document.info.title,
    version: document.info.version,
    ports: document['x-ports'],
    path: document['x-path'],
    health: document['x-health'],
    messageBytes: document['x-message-bytes'],
    pieceBytes: document['x-piece-bytes'],
    aliases,
    records,
    methods,
    notifications,
    errors: Object.entries(document['x-errors']).map(([code, of]) => ({ code, number: of.number, summary: of.summary })),
  };
}
