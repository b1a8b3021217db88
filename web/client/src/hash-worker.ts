// The hash worker's script, a module worker: digests files so that the page's own thread never waits.
import { digestBlob, type Order } from './digest-blob.js';
import { WasmTrapError } from './failures.js';
import { describe, type ToPage, type ToWorker } from './hash-protocol.js';
import { HashModule } from './wasm/hash-module.js';
import { importScript } from './wasm/loader.js';

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
      void start(message.module);
      break;
    case 'digest':
      void digest(message.id, message.order);
      break;
    case 'abort':
      running.get(message.id)?.abort();
      break;
  }
};

async function start(compiled: WebAssembly.Module | string): Promise<void> {
  try {
    module = new HashModule(typeof compiled === 'string' ? await importScript(compiled) : compiled);
    scope.postMessage({ kind: 'ready' });
  } catch (error) {
    scope.postMessage({ kind: 'refused', failure: describe(error) });
  }
}

async function digest(id: number, order: Order): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const digests = await digestBlob(
      module!,
      order,
      {
        onProgress: (progress) => scope.postMessage({ kind: 'progress', id, progress }),
        onState: (state, bytes) => scope.postMessage({ kind: 'state', id, state, bytes }),
      },
      controller.signal,
    );
    scope.postMessage({ kind: 'done', id, digests });
  } catch (error) {
    // The page does not wait for a file that it aborted; but a module that trapped must not be given the next one.
    if (!controller.signal.aborted || error instanceof WasmTrapError) {
      scope.postMessage({ kind: 'failed', id, failure: describe(error) });
    }
  } finally {
    running.delete(id);
  }
}
