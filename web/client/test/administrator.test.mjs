// The commands that an administrator is told are those of the program: the built one takes them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { text } from '../dist/index.js';
import { checkout, dist, read } from './support.mjs';

const built = process.env.EKEY_BUILT ?? fileURLToPath(checkout('build/dev'));
const program = join(built, 'native-host/host/ekey-host');
const origin = 'https://portal.example';

/** Runs a command in an empty home, without desktop and terminal. */
function run(command, home) {
  const [name, ...args] = command.split(' ');
  assert.equal(name, 'ekey-host');
  const { DISPLAY, WAYLAND_DISPLAY, XDG_CONFIG_HOME, XDG_STATE_HOME, ...env } = process.env;
  return spawnSync('setsid', ['--wait', program, ...args], { cwd: home, env: { ...env, HOME: home }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

for (const language of ['zh-CN', 'en']) {
  test(`administratorsText_${language}_namesCommandsThatTheHostTakes`, (t) => {
    const home = mkdtempSync(join(tmpdir(), 'ekey-administrator-'));
    t.after(() => rmSync(home, { recursive: true }));
    const told = text({ code: 'signer.origin.administrator', params: { origin } }, JSON.parse(read(dist(`messages/${language}.json`))));
    const [forAll, forOne, ...more] = [...told.matchAll(/“(ekey-host [^”]+)”/g)].map(([, command]) => command);
    assert.deepEqual(more, []);
    assert.ok(told.includes('/etc/ekey/policy.d'));

    const packed = run(forAll, home);
    assert.equal(packed.status, 0, packed.stderr);
    assert.match(packed.stdout, /\/etc\/ekey\/policy\.d\//);
    assert.equal(readdirSync(home).filter((name) => name.endsWith('.deb')).length, 1);

    // Origin and rights are taken: what is missing is somebody to ask. A command that is not understood ends with 100 and more.
    const added = run(forOne, home);
    assert.match(forOne, /^ekey-host origins add /);
    assert.equal(added.status, 1, added.stderr);
    assert.match(added.stderr, /--tty/);
  });
}
