import type { EkeyError } from './types.js';

/**
 * What this package throws, besides an AbortSignal's reason. Bad data never throws: it comes back as EkeyError.
 * `code` is symbolic, and `text(failure, catalogue)` is its text for people; `message` is for developers.
 */
export class EkeyFailure extends Error {
  override name = 'EkeyFailure';

  constructor(
    readonly code: string,
    message: string,
    readonly params: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * `wasm.blocked`: the page's Content-Security-Policy has no 'wasm-unsafe-eval', or the browser has WebAssembly switched off: there,
 * give the scripts instead (`WasmSource`).
 */
export class WasmBlockedError extends EkeyFailure {
  override name = 'WasmBlockedError';
}

/** `wasm.unavailable` {url, status}: it could not be fetched. `wasm.invalid` {url, type}: what came is not our module. */
export class WasmLoadError extends EkeyFailure {
  override name = 'WasmLoadError';
}

/** `wasm.trap`: the module ended itself, out of memory or by a defect of ours. Load it anew; the sessions in it are lost. A Hasher does so itself. */
export class WasmTrapError extends EkeyFailure {
  override name = 'WasmTrapError';
}

/** `worker.unavailable`: the hash worker could not be started. `worker.failed`: it died; its digests are lost. */
export class WorkerError extends EkeyFailure {
  override name = 'WorkerError';
}

/**
 * `file.changed` {bytes, found}: another length than when it was chosen, or not the file that a saved digest was begun with.
 * `file.unreadable`: gone, altered or locked.
 */
export class FileError extends EkeyFailure {
  override name = 'FileError';
}

/**
 * Why a saved digest is not gone on with: forget it and digest the file from its beginning. `saved.damaged`: none of ours, or altered.
 * `saved.version`: of another version of this package. `saved.algorithms`: it was begun with others.
 */
export class SavedDigestError extends EkeyFailure {
  override name = 'SavedDigestError';
}

/** `usage`: a defect of the calling program, such as a closed session. `errors` says which, with pointers into the request. */
export class UsageError extends EkeyFailure {
  override name = 'UsageError';

  constructor(
    message: string,
    readonly errors: readonly EkeyError[] = [],
  ) {
    super('usage', message);
  }
}
