// The page about the states of a filing, from their table: `node forms/states.mjs` writes docs/states.md, `--check` only tells
// whether it is what the table gives.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => new URL(path, import.meta.url);
const page = here('../docs/states.md');

const people = { enterprise: 'enterprise', officer: 'agency', producer: 'producer', administrator: 'administrator', portal: 'portal' };

function days({ id, workingDays, from }) {
  if (workingDays === null) return '';
  return from === id ? `${workingDays}` : `${workingDays}, from \`${from}\` on`;
}

function moves(state) {
  return state.moves
    .map(({ to, by, businesses }) => `→ \`${to}\` ${people[by]}${businesses ? ` (${businesses.map((one) => `\`${one}\``).join(', ')})` : ''}`)
    .join('<br>');
}

const row = (state) =>
  `| \`${state.id}\` | ${state.name['zh-CN']} | ${state.holder === null ? 'closed' : people[state.holder]} | ${days(state)} | ${moves(state)} | ${state.source} |`;

/** The page's text. */
export const write = ({ begins, states }) => `# The states of a filing

Written by \`node forms/states.mjs\` from \`forms/states.json\`, the one table, which is compiled into the portal, checks every move that it makes, and is
served at \`/api/v1/states\`. A filing begins as \`${begins}\`. Sources are those of [businesses.md](businesses.md); moves without one are this
project's own design. Working days do not count the day on which they begin; the calendar says which days are working days.

| state | 状态 | whose turn | working days | moves, and who makes them | source |
|---|---|---|---|---|---|
${states.map(row).join('\n')}

- A move without businesses is one of all eight. A renewal needs the key to log in, so that its draft is begun by whom the key has proven already.
- \`portal\` is the portal itself: drafts, and what was returned, expire 90 days after their last change. What was thrown away without ever having been
  submitted loses its contents at once and is forgotten 90 days later.
- A change of what stands in the certificate has the key made anew; of other data it is completed after the review, as are unlocking and mobile
  authorisation. What the renewal's review is, and who makes it, no public source says.
- Whoever began a filing can withdraw it until the agency has decided. What was submitted is kept as evidence, withdrawn or not; what was returned and
  submitted again is kept in all its versions.
`;

const table = () => JSON.parse(readFileSync(here('states.json'), 'utf8'));
export const stale = (was = readFileSync(page, 'utf8')) => was !== write(table());

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(page, write(table()));
  } else if (stale()) {
    console.error('docs/states.md is not what forms/states.json gives: run node forms/states.mjs');
    process.exitCode = 1;
  }
}
