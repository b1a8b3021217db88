import { healthPath, ports } from './generated/protocol.js';
import { SignerError } from './signer-failures.js';
import { hostWasSeen, rememberHost } from './signer-memory.js';
import { asksFirst, isNeverAsked, loopbackPermission } from './signer-permission.js';

/** A host that answers this page. */
export interface Found {
  readonly port: number;
  /** The host's version, as it says itself. */
  readonly version: string;
}

/** What a host calls itself. Any program can: it keeps out those that answer by chance. */
const hostName = 'ekey-host';
/** Characters of a version (protocol: Program). */
const versionMost = 20;

/** Milliseconds. Whoever closes the browser's question has taken longer, and a refused connection has not. */
const readingTime = 800;

/**
 * Looks for the host on the ports of the protocol. To be called in answer to a click: the browser may ask the person first,
 * so nothing here ends by time.
 * @throws {SignerError} `signer.insecure`, `signer.denied`, `signer.asked`, `signer.origin`, `signer.stopped`, `signer.absent`
 * @throws the signal's reason, when aborted
 */
export async function discover(signal?: AbortSignal): Promise<Found> {
  signal?.throwIfAborted();
  if (globalThis.isSecureContext === false) {
    throw new SignerError('signer.insecure', 'browsers let only https pages reach loopback');
  }
  if ((await loopbackPermission()) === 'denied') {
    throw denied();
  }
  const begun = performance.now();
  const found = await lowestHealthy(signal);
  if (found) {
    rememberHost();
    return found;
  }
  signal?.throwIfAborted();
  const permission = await loopbackPermission();
  if (permission === 'denied') {
    throw denied(); // refused just now
  }
  if (permission === 'prompt' && !isNeverAsked() && (performance.now() - begun > readingTime || (await asksFirst()))) {
    throw new SignerError('signer.asked', 'the question whether this page may reach loopback was not answered');
  }
  if (await anyoneAnswers(signal)) {
    throw new SignerError('signer.origin', `a host answers, but not to ${location.origin}`, { origin: location.origin });
  }
  throw hostWasSeen()
    ? new SignerError('signer.stopped', 'nothing answers on the ports of the protocol any more')
    : new SignerError('signer.absent', 'nothing answers on the ports of the protocol');
}

const denied = () => new SignerError('signer.denied', 'the browser does not let this page reach loopback');

// A host takes the first port that is free, so the lowest one is asked about first: being fast makes nobody the host.
async function lowestHealthy(signal: AbortSignal | undefined): Promise<Found | undefined> {
  const others = new AbortController();
  const abort = () => others.abort(); // AbortSignal.any came with Chrome 116; Windows 7 ends at 109
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (const asked of ports.map((port) => healthOf(port, others.signal))) {
      const found = await asked;
      if (found) {
        return found;
      }
    }
    return undefined;
  } finally {
    signal?.removeEventListener('abort', abort);
    others.abort();
  }
}

async function healthOf(port: number, signal: AbortSignal): Promise<Found | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${healthPath}`, { ...request, mode: 'cors', redirect: 'error', signal });
    const { host, version } = (await answer.json()) as Record<string, unknown>;
    const isHost = answer.ok && host === hostName && typeof version === 'string' && version !== '' && version.length <= versionMost;
    return isHost ? { port, version } : undefined;
  } catch {
    return undefined; // refused, or no JSON; a page is not told why
  }
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
