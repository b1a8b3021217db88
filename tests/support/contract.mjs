// protocol/portal.v1.openapi.json: its operations, and whether an answer is as it says. The API tests and the browser tests hold every answer against it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import Ajv2020 from 'ajv/dist/2020.js';

const file = fileURLToPath(new URL('../../protocol/portal.v1.openapi.json', import.meta.url));
export const contract = JSON.parse(readFileSync(file, 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, uri: /^https?:\/\// } });
ajv.addSchema(contract, 'contract');
const validators = new Map();

const resolved = (node) => (node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], contract) : node);
const escaped = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');

function validator(pointer) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `contract#${pointer}` }));
  return validators.get(pointer);
}

const methods = ['get', 'head', 'put', 'post', 'patch', 'delete'];

/** [{path, method, roles, operation}] of all of it. */
export const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  methods.filter((method) => item[method]).map((method) => ({ path, method, roles: item[method]['x-roles'], operation: item[method] })),
);

const places = Object.keys(contract.paths)
  .map((path) => ({ path, address: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  .sort((one, other) => one.path.split('{').length - other.path.split('{').length); // what is named goes before what may be anything

/** The operation that a request is, or none; `path` below /api/v1. */
export function operationOf(method, path) {
  const place = places.find(({ path: known, address }) => address.test(path) && contract.paths[known][method.toLowerCase()]);
  return place && { path: place.path, method: method.toLowerCase() };
}

/** Why an answer is not what the contract says of its operation; empty where it is. */
export function differences({ path, method }, { status, type, headers, body }) {
  const { responses } = contract.paths[path][method];
  const declared = responses[status] ? String(status) : 'default';
  const response = resolved(responses[declared]);
  const found = [];
  if (declared === 'default' && status < 400) found.push(`${status} is not declared`);
  for (const name of Object.keys(response.headers ?? {})) {
    if (status < 400 && !headers.has(name)) found.push(`no ${name}`);
  }
  if (method === 'head') return found;
  const contents = response.content ?? {};
  const media = contents[type];
  if (Object.keys(contents).length > 0 && !media) found.push(`${type || 'nothing'} instead of ${Object.keys(contents)}`);
  if (Object.keys(contents).length === 0 && body !== '') found.push(`a body: ${body.slice(0, 100)}`);
  if (!media?.schema) return found;
  const place = responses[declared].$ref ? responses[declared].$ref.slice(1) : `/paths/${escaped(path)}/${method}/responses/${declared}`;
  const validate = validator(`${place}/content/${escaped(type)}/schema`);
  if (!validate(JSON.parse(body))) found.push(...validate.errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`));
  return found;
}
