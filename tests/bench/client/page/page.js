// Runs in the browser: `bench.run('sm3 hash-wasm', workers)` digests the chosen files and answers {milliseconds, digests}. What is started stays warm.
import { Hasher } from './index.js';

const files = () => [...document.querySelector('input').files];
const started = new Map();
const keep = (key, start) => started.get(key) ?? started.set(key, start()).get(key);

class PeerPool {
  constructor(workers) {
    this.free = Array.from({ length: workers }, () => new Worker('./peer-worker.js', { type: 'module' }));
    this.waiting = [];
  }

  async digest(way, blob) {
    const worker = this.free.pop() ?? (await new Promise((resolve) => this.waiting.push(resolve)));
    const digest = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ way, blob });
    });
    const next = this.waiting.shift();
    if (next) next(worker);
    else this.free.push(worker);
    return digest;
  }
}

async function ours(what, workers) {
  const algorithms = what === 'both' ? ['sm3', 'sha256'] : [what];
  const hasher = await keep(`ekey ${workers}`, () => Hasher.create({ workers }));
  return async (blob) => {
    const digests = await hasher.digest(blob, { algorithms, onProgress: () => {} });
    return algorithms.map((algorithm) => digests[algorithm]).join(' ');
  };
}

async function digester(way, workers) {
  const [what, whose] = way.split(' '); // such as "sm3 ekey"
  if (whose === 'ekey') return ours(what, workers);
  const pool = keep(`peers ${workers}`, () => new PeerPool(workers));
  return (blob) => pool.digest(way, blob);
}

async function run(way, workers) {
  const digest = await digester(way, workers);
  const begin = performance.now();
  const digests = await Promise.all(files().map(digest));
  return { milliseconds: performance.now() - begin, digests };
}

/** Bytes of the module's memory after every file has gone through it. */
async function memory() {
  const hasher = await Hasher.create({ workers: 1, worker: new URL('./memory-worker.js', location.href) });
  await Promise.all(files().map((file) => hasher.digest(file)));
  const channel = new BroadcastChannel('memory');
  const answer = new Promise((resolve) => (channel.onmessage = ({ data }) => typeof data === 'number' && resolve(data)));
  channel.postMessage('ask');
  const bytes = await answer;
  channel.close();
  hasher.close();
  return bytes;
}

globalThis.bench = { run, memory };
document.title = 'loaded';
