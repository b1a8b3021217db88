// Real programs as child processes: started, watched until they listen, and ended by their id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

const patience = 20_000; // milliseconds; generous for a loaded machine

/** Resolves with the file's text once it is there and not empty; `ended` rejects when waiting is in vain. */
export async function appears(file, ended = new Promise(() => {})) {
  const watcher = watch(dirname(file));
  let timer;
  try {
    return await Promise.race([
      new Promise((resolve, reject) => {
        const look = () => existsSync(file) && readFileSync(file, 'utf8') && resolve(readFileSync(file, 'utf8'));
        watcher.on('change', (_, name) => name === basename(file) && look());
        watcher.on('error', reject);
        timer = setTimeout(() => reject(new Error(`${file} did not appear in ${patience} ms`)), patience);
        look();
      }),
      ended,
    ]);
  } finally {
    clearTimeout(timer);
    watcher.close();
  }
}

export class Program {
  #child;
  #output = '';

  /** Starts a server that writes its port into `portFile`, and waits for that. */
  static async serve(command, args, portFile, options = {}) {
    rmSync(portFile, { force: true });
    const program = new Program();
    const child = (program.#child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options }));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => (program.#output += data));
    }
    const ended = new Promise((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${basename(command)} ended (${code ?? signal}): ${program.#output}`)));
    });
    ended.catch(() => {}); // its end is expected later on
    try {
      program.port = Number(await appears(portFile, ended));
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return program;
  }

  /** As a fall of the power does. */
  async kill() {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await exit;
    }
  }
}
