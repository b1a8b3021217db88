// The hash worker's script, a module worker: digests files so that the page's own thread never waits.
import { digestBlob } from './digest-blob.js';
import { EkeyFailure } from './failures.js';
import type { Failure, ToPage, ToWorker } from './hash-protocol.js';
import { HashModule } from './wasm/hash-module.js';

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: ToPage): void;
}
const scope = globalThis as unknown as Scope;

let module: HashModule | undefined;
const running = new Map<number, AbortController>();

scope.onmessage = ({ data: message }) => {
  switch (message.kind) {
    case 'start':
      start(message.module);
      break;
    case 'digest':
      void digest(message.id, message.blob);
      break;
    case 'abort':
      running.get(message.id)?.abort();
      break;
  }
};

function start(compiled: WebAssembly.Module): void {
  try {
    module = new HashModule(compiled);
    scope.postMessage({ kind: 'ready' });
  } catch (error) {
    scope.postMessage({ kind: 'refused', failure: describe(error) });
  }
}

async function digest(id: number, blob: Blob): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const report = (progress: { done: number; total: number }) => scope.postMessage({ kind: 'progress', id, progress });
    const digests = await digestBlob(module!, blob, report, controller.signal);
    scope.postMessage({ kind: 'done', id, digests });
  } catch (error) {
    if (!controller.signal.aborted) {
      scope.postMessage({ kind: 'failed', id, failure: describe(error) });
    }
  } finally {
    running.delete(id);
  }
}

function describe(error: unknown): Failure {
  if (error instanceof EkeyFailure) {
    const { name, code, message, params } = error;
    return { name, code, message, params };
  }
  return { name: 'WorkerError', code: 'worker.failed', message: String(error), params: {} };
}
