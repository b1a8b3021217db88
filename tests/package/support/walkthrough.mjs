// docs/embedding.md as something that can be done: files to write and commands to run, in the order of the page.
//   ```js main.js   a file        ```sh           a command that ends       ```text   what the command before it prints
//   ```sh serve     a command that prints an address and goes on (sh dev likewise)    ```sh checkout   run in the checkout
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const environment = {
  ...process.env,
  ...{ PORT: '0', NO_COLOR: '1', npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' },
};

/** The page's chapters, each {title, blocks: [{language, info, text}]}. */
export function chapters(markdown) {
  return markdown.split(/^## /m).map((chapter) => ({
    title: chapter.split('\n', 1)[0],
    blocks: [...chapter.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language, info, text]) => ({ language, info, text })),
  }));
}

export const isFile = ({ info }) => info.includes('.');

export function write(folder, blocks) {
  for (const { info, text } of blocks.filter(isFile)) {
    writeFileSync(join(folder, info), text);
  }
}

/** Does what blocks say, in a folder. `visit(address, info)` is called while a server of them runs. */
export async function follow(folder, blocks, visit) {
  write(folder, blocks);
  let printed = '';
  for (const { language, info, text } of blocks) {
    if (language === 'text') {
      assert.equal(printed, text);
    } else if (language === 'sh' && info === '') {
      printed = finish(folder, text);
    } else if (language === 'sh') {
      const server = await serve(folder, text);
      try {
        await visit(server.address, info);
      } finally {
        await server.stop();
      }
    }
  }
}

function finish(folder, commands) {
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', commands], { cwd: folder, env: environment, encoding: 'utf8' });
  assert.equal(status, 0, `${commands}${stdout}${stderr}`);
  return stdout;
}

/** Starts a command and waits for the address that it prints. */
export async function serve(folder, command) {
  const child = spawn('bash', ['-ec', command], { cwd: folder, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    try {
      process.kill(-child.pid); // its whole group: npx and what npx started
    } catch {
      // it ended by itself
    }
    await ended;
  };
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const listen = (piece) => {
      said += piece;
      const [found] = /http:\/\/[^\s/]+\//.exec(said) ?? [];
      if (found) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    void ended.then(() => reject(new Error(`${command} ended: ${said}`)));
  });
  return { address, stop };
}
