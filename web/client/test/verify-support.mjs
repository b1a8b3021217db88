// The signatures of tests/fixtures/signature, and what ekey-check says of them.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { checkout, read } from './support.mjs';

const folder = checkout('tests/fixtures/signature/');
const program = fileURLToPath(checkout('build/dev/tools/check/ekey-check'));

/** [{name, signedData, content?, anchors, revocationLists?, at, codes}], files by name. */
export const cases = JSON.parse(read(new URL('cases.json', folder)));

export const fixture = (name) => new Uint8Array(readFileSync(new URL(name, folder)));

/** A case's arguments for verify(), with the files' bytes. */
export function argumentsOf({ signedData, content, anchors, revocationLists, at }) {
  return [
    fixture(signedData),
    {
      ...(content && { content: fixture(content) }),
      anchors: anchors.map(fixture),
      ...(revocationLists && { revocationLists: revocationLists.map(fixture) }),
      at: new Date(at),
    },
  ];
}

/** Line and exit status of `ekey-check verify`; the line without the errors' texts, which the module leaves to the page. */
export function nativeAnswer({ signedData, content, anchors, revocationLists, at }) {
  const path = (name) => fileURLToPath(new URL(name, folder));
  const words = ['verify', path(signedData), '--at', at, '--anchor', ...anchors.map(path)];
  if (content) words.push('--content', path(content));
  if (revocationLists) words.push('--crl', ...revocationLists.map(path));
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const line = JSON.parse(stdout);
  for (const error of line.errors) delete error.text;
  return { status, line: JSON.stringify(line) };
}
