// Every answer that the portal gives to a page is held against its contract.
import { differences, operationOf } from '../../support/contract.mjs';

const api = '/api/v1';
const patience = 3000; // milliseconds for a body: of an answer that its page left, a browser may never tell the end
const gone = /closed|navigat|No resource|evicted|collected|is left/i;

/** Of all pages of a context; what is not as the contract says goes to `faults`, all of it by when the result's promise is kept. */
export function holdAnswers(context, faults) {
  const answers = [];
  context.on('response', (answer) => {
    const held = differing(answer).then((found) => faults.push(...found));
    answers.push(held.catch(({ message }) => gone.test(message) || faults.push(`contract: ${message}`)));
  });
  return () => Promise.all(answers);
}

async function differing(answer) {
  const method = answer.request().method();
  const { pathname } = new URL(answer.url());
  if (!pathname.startsWith(`${api}/`)) return [];
  const operation = operationOf(method, pathname.slice(api.length));
  if (!operation) return [`contract: has no ${method} ${pathname}`];
  const { fields, body } = await within(contentOf(answer, method));
  const headers = { has: (field) => field.toLowerCase() in fields };
  const type = fields['content-type']?.split(';')[0] ?? '';
  const found = differences(operation, { status: answer.status(), type, headers, body });
  return found.map((difference) => `contract: ${method} ${pathname}: ${answer.status()}: ${difference}`);
}

const contentOf = async (answer, method) => ({ fields: await answer.allHeaders(), body: method === 'HEAD' ? '' : await answer.text() });

async function within(content) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error('its page is left')), patience)));
  try {
    return await Promise.race([content, late]);
  } finally {
    clearTimeout(timer);
  }
}
