import { healthPath, ports } from './generated/protocol.js';
import { SignerError } from './signer-failures.js';

/** A host that answers this page. */
export interface Found {
  readonly port: number;
  /** The host's version, as it says itself. */
  readonly version: string;
}

/** What the browser would say to a page that wants to reach this computer's own programs. */
export type LoopbackPermission = 'granted' | 'prompt' | 'denied' | 'unknown';

/** The permission's name since Chrome 145 and in Firefox, then the one of Chrome 142 to 144. */
const permissionNames = ['loopback-network', 'local-network-access'];

/** Asks the browser without asking the person. `unknown`: a browser that does not have this permission. */
export async function loopbackPermission(): Promise<LoopbackPermission> {
  for (const name of permissionNames) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return state;
    } catch {
      // A browser throws TypeError for a name that it does not know: the next one, or none.
    }
  }
  return 'unknown';
}

/**
 * Looks for the host on the ports of the protocol. To be called in answer to a click: the browser may ask the person first,
 * so nothing here is timed.
 * @throws {SignerError} `signer.denied`, `signer.absent`, `signer.origin`
 * @throws the signal's reason, when aborted
 */
export async function discover(signal?: AbortSignal): Promise<Found> {
  signal?.throwIfAborted();
  if ((await loopbackPermission()) === 'denied') {
    throw denied();
  }
  const found = await firstHealthy(signal);
  if (found) {
    return found;
  }
  signal?.throwIfAborted();
  const permission = await loopbackPermission();
  if (permission === 'denied' || (permission === 'prompt' && !isLoopback(location.hostname))) {
    throw denied(); // refused just now, or the question was closed without an answer
  }
  throw (await anyoneAnswers(signal))
    ? new SignerError('signer.origin', `a host answers, but not to ${location.origin}`, { origin: location.origin })
    : new SignerError('signer.absent', 'nothing answers on the ports of the protocol');
}

const denied = () => new SignerError('signer.denied', 'the browser does not let this page reach loopback');

// A page that itself comes from loopback is never asked about, whatever the query says.
const isLoopback = (host: string) => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

async function firstHealthy(signal: AbortSignal | undefined): Promise<Found | undefined> {
  const others = new AbortController();
  const abort = () => others.abort(); // AbortSignal.any came with Chrome 116; Windows 7 ends at 109
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.any(ports.map((port) => healthOf(port, others.signal)));
  } catch {
    return undefined; // every port refused, each for a reason that a page is not told
  } finally {
    signal?.removeEventListener('abort', abort);
    others.abort();
  }
}

async function healthOf(port: number, signal: AbortSignal): Promise<Found> {
  const answer = await fetch(`http://127.0.0.1:${port}${healthPath}`, { ...request, mode: 'cors', redirect: 'error', signal });
  const body = (await answer.json()) as { host?: unknown; version?: unknown };
  if (!answer.ok || typeof body.host !== 'string' || typeof body.version !== 'string') {
    throw new TypeError('another program');
  }
  return { port, version: body.version };
}

// A refusal carries no CORS header, so it looks like silence; an opaque answer tells that somebody is there.
async function anyoneAnswers(signal: AbortSignal | undefined): Promise<boolean> {
  const asked = ports.map((port) =>
    fetch(`http://127.0.0.1:${port}${healthPath}`, { ...request, mode: 'no-cors', ...(signal && { signal }) }),
  );
  const answers = await Promise.allSettled(asked);
  signal?.throwIfAborted();
  return answers.some(({ status }) => status === 'fulfilled');
}

const request: RequestInit = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };
