import { WasmBlockedError, WasmLoadError, WasmTrapError } from '../failures.js';

/**
 * Where a module comes from: its address, its bytes, an answer to a fetch of one's own, or what `compile` made of it already. Or the
 * address of the same module as a script, `ekey-….wasm.js`, for where there is no WebAssembly: the same answers, more slowly.
 */
export type WasmSource = URL | Response | BufferSource | Compiled;

/** A module that can be instantiated again and again. */
export type Compiled = WebAssembly.Module | ScriptModule;

type Imports = Readonly<Record<string, (...args: number[]) => void>>;
type Make = (imports: Imports) => Readonly<Record<string, unknown>>;

/** A module that is a script. */
export class ScriptModule {
  /** @internal `compile` makes them. */
  constructor(
    /** Where it came from, for a worker to take it from as well. */
    readonly url: string,
    /** @internal */
    readonly make: Make,
  ) {}
}

/** The smallest module there is: magic number and version. Where this does not compile, nothing does. */
const empty = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * Compiles a module.
 * @throws {WasmBlockedError} by the page's policy
 * @throws {WasmLoadError} not to be had, or no module
 */
export async function compile(source: WasmSource): Promise<Compiled> {
  if (source instanceof ScriptModule) {
    return source;
  }
  if (source instanceof URL && source.pathname.endsWith('.js')) {
    return importScript(source.href);
  }
  if (typeof WebAssembly === 'undefined') {
    throw new WasmBlockedError('wasm.blocked', 'this browser has no WebAssembly');
  }
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  if (source instanceof URL) {
    return source.protocol === 'file:' ? compileBytes(readFile(source), source.href) : compileResponse(await get(source));
  }
  return source instanceof Response ? compileResponse(source) : compileBytes(source, 'bytes');
}

// A browser may remember that a script was not to be had; by another fragment it is another one.
let failed = 0;

/**
 * Takes a module from a script.
 * @throws {WasmLoadError} not to be had, or no such script
 */
export async function importScript(url: string): Promise<ScriptModule> {
  let script: { readonly default?: unknown };
  try {
    script = (await import(/* webpackIgnore: true */ /* @vite-ignore */ failed > 0 ? `${url}#${failed}` : url)) as typeof script;
  } catch (error) {
    failed += 1;
    throw new WasmLoadError('wasm.unavailable', `${url} cannot be imported`, { url, status: 0 }, { cause: error });
  }
  if (typeof script.default !== 'function') {
    throw new WasmLoadError('wasm.invalid', `${url} is no module of ours`, { url, type: 'text/javascript' });
  }
  return new ScriptModule(url, script.default as Make);
}

// What modules import has nothing to do with the outside: views are taken anew for each use, and the others are how abort() ends.
const notified = (): void => {};
const imports = { env: { emscripten_notify_memory_growth: notified }, wasi_snapshot_preview1: { proc_exit: exit } };
const scriptImports: Imports = { ...imports.env, ...imports.wasi_snapshot_preview1, abort: () => exit(134) };

/**
 * Instantiates a module of ours.
 * @throws {WasmLoadError} it is a module, but not of ours
 */
export function instantiate<Exports>(module: Compiled, names: readonly (keyof Exports & string)[]): Exports {
  const made: object = module instanceof ScriptModule ? guard(() => module.make(scriptImports)) : instance(module);
  const absent = names.filter((name) => !(name in made));
  if (absent.length > 0) {
    throw new WasmLoadError('wasm.invalid', `the module lacks ${absent.join(', ')}`, { url: 'module' });
  }
  const exports = made as Exports & { _initialize?: () => void };
  guard(() => exports._initialize?.());
  return exports;
}

function instance(module: WebAssembly.Module): WebAssembly.Exports {
  try {
    return new WebAssembly.Instance(module, imports).exports;
  } catch (error) {
    throw failure(error, 'module');
  }
}

// By name: there may be no WebAssembly, and Firefox calls a stack that is used up an InternalError.
const traps: readonly string[] = ['RuntimeError', 'InternalError'];

/**
 * Runs a call into a module.
 * @throws {WasmTrapError} when the module ends itself
 */
export function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && traps.includes(error.name))) {
      throw new WasmTrapError('wasm.trap', `the module trapped: ${error.message}`, {}, { cause: error });
    }
    throw error;
  }
}

function exit(status: number): never {
  throw new WasmTrapError('wasm.trap', `the module ended with status ${status}`);
}

async function get(url: URL): Promise<Response> {
  try {
    return await fetch(url);
  } catch (error) {
    throw new WasmLoadError('wasm.unavailable', `${url} cannot be fetched`, { url: url.href, status: 0 }, { cause: error });
  }
}

// instantiateStreaming demands exactly application/wasm. A server that sends another type is put up with, but never an
// error page or a single-page application's index.html: what is no module is said to be none.
async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  const url = response.url;
  if (!response.ok) {
    const { status } = response;
    throw new WasmLoadError('wasm.unavailable', `${url} answers ${status}`, { url, status });
  }
  const type = response.headers.get('content-type') ?? '';
  if (type.trim().toLowerCase() === 'application/wasm' && 'compileStreaming' in WebAssembly) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (error) {
      throw failure(error, url, type);
    }
  }
  let bytes: ArrayBuffer;
  try {
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new WasmLoadError('wasm.unavailable', `${url} broke off`, { url, status: response.status }, { cause: error });
  }
  return compileBytes(bytes, url, type);
}

async function compileBytes(bytes: BufferSource, url: string, type = ''): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw failure(error, url, type);
  }
}

// Browsers word a refusal by policy differently; a module that cannot be wrong tells it apart.
function failure(error: unknown, url: string, type = ''): WasmBlockedError | WasmLoadError {
  try {
    new WebAssembly.Module(empty);
  } catch {
    const message = "WebAssembly is blocked: the page's policy needs script-src 'wasm-unsafe-eval'";
    return new WasmBlockedError('wasm.blocked', message, {}, { cause: error });
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return new WasmLoadError('wasm.invalid', `${url} (${type}) is no module of ours`, { url, type }, { cause: error });
  }
  return new WasmLoadError('wasm.unavailable', `${url} cannot be read`, { url, status: 0 }, { cause: error });
}

// Node's fetch does not know file:, and an import of node:fs would trouble bundlers for browsers.
interface NodeProcess {
  getBuiltinModule(name: 'node:fs'): { readFileSync(path: URL): Uint8Array<ArrayBuffer> };
}

function readFile(url: URL): Uint8Array<ArrayBuffer> {
  try {
    return (globalThis as unknown as { process: NodeProcess }).process.getBuiltinModule('node:fs').readFileSync(url);
  } catch (error) {
    throw new WasmLoadError('wasm.unavailable', `${url} cannot be read`, { url: url.href, status: 0 }, { cause: error });
  }
}
