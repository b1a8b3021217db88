import { isNeverAsked } from './signer-permission.js';

/** Milliseconds that a program on a port has to answer, once no person is asked any more. */
export const portPatience = 3000;

/** How long requests may take that a person may be asked about. */
export interface Patience {
  readonly signal: AbortSignal;
  /** To be called once a program was reached: whatever the browser says of its question, the person has answered. */
  readonly answered: () => void;
}

/**
 * Calls `ask`, whose requests end with the page's signal, or `portPatience` after the person has answered.
 * `status`: the browser's permission, where it tells.
 * @throws the page's reason, when aborted before
 */
export async function patiently<T>(
  status: PermissionStatus | undefined,
  page: AbortSignal | undefined,
  ask: (patience: Patience) => Promise<T>,
): Promise<T> {
  page?.throwIfAborted();
  const limit = new AbortController();
  const stop = () => limit.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answered = () => {
    timer ??= setTimeout(stop, portPatience);
  };
  page?.addEventListener('abort', stop, { once: true }); // AbortSignal.any came with Chrome 116; Windows 7 ends at 109
  if (status?.state !== 'prompt' || isNeverAsked()) {
    answered();
  } else {
    status.onchange = () => status.state === 'prompt' || answered();
  }
  try {
    return await ask({ signal: limit.signal, answered });
  } finally {
    clearTimeout(timer);
    page?.removeEventListener('abort', stop);
    if (status) {
      status.onchange = null;
    }
    stop();
  }
}
