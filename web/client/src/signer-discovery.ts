import { healthPath, ports } from './generated/protocol.js';
import { SignerError } from './signer-failures.js';
import { hostWasSeen, rememberHost } from './signer-memory.js';
import { patiently, type Patience } from './signer-patience.js';
import { asksFirst, isNeverAsked, loopbackPermission, loopbackStatus } from './signer-permission.js';

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
 * so nothing here ends by time while it does; after that each port has `portPatience`. Ports up to `above` are passed over.
 * @throws {SignerError} `signer.insecure`, `signer.denied`, `signer.asked`, `signer.busy`, `signer.origin`, `signer.stopped`, `signer.absent`
 * @throws the signal's reason, when aborted
 */
export async function discover(signal?: AbortSignal, above = 0): Promise<Found> {
  signal?.throwIfAborted();
  if (globalThis.isSecureContext === false) {
    throw new SignerError('signer.insecure', 'only https pages reach loopback');
  }
  const status = await loopbackStatus();
  signal?.throwIfAborted();
  if (status?.state === 'denied') {
    throw denied();
  }
  const begun = performance.now();
  const found = await patiently(status, signal, (patience) => lowestHealthy(patience, above));
  if (found === 'busy') {
    throw new SignerError('signer.busy', 'the host is full');
  }
  if (found) {
    rememberHost();
    return found;
  }
  const permission = await loopbackPermission();
  signal?.throwIfAborted();
  if (permission === 'denied') {
    throw denied(); // refused just now
  }
  if (permission === 'prompt' && !isNeverAsked() && (performance.now() - begun > readingTime || (await asksFirst()))) {
    throw new SignerError('signer.asked', 'the question was not answered');
  }
  const present = await patiently(status, signal, anyoneAnswers);
  signal?.throwIfAborted();
  if (present) {
    throw new SignerError('signer.origin', 'a host answers, but not this page', { origin: location.origin });
  }
  throw hostWasSeen()
    ? new SignerError('signer.stopped', 'no port answers any more')
    : new SignerError('signer.absent', 'no port answers');
}

const denied = () => new SignerError('signer.denied', 'the browser forbids loopback');

// A host takes the first port that is free, so the lowest one is heard first: being fast makes nobody the host.
async function lowestHealthy(patience: Patience, above: number): Promise<Found | 'busy' | undefined> {
  let busy: 'busy' | undefined;
  for (const asked of ports.filter((port) => port > above).map((port) => healthOf(port, patience))) {
    const found = await asked;
    if (typeof found === 'object') {
      return found;
    }
    busy ??= found;
  }
  return busy;
}

async function healthOf(port: number, patience: Patience): Promise<Found | 'busy' | undefined> {
  try {
    const answer = await ask(port, patience, { mode: 'cors', redirect: 'error' });
    if (answer.status === 429) {
      return 'busy';
    }
    const { host, version } = (await answer.json()) as Record<string, unknown>;
    const isHost = answer.ok && host === hostName && typeof version === 'string' && version !== '' && version.length <= versionMost;
    return isHost ? { port, version } : undefined;
  } catch {
    return undefined; // refused, silent, or no JSON; a page is not told why
  }
}

// A refusal carries no CORS header, so it looks like silence; an opaque answer tells that somebody is there.
async function anyoneAnswers(patience: Patience): Promise<boolean> {
  try {
    await Promise.any(ports.map((port) => ask(port, patience, { mode: 'no-cors' })));
    return true;
  } catch {
    return false;
  }
}

async function ask(port: number, { signal, answered }: Patience, how: RequestInit): Promise<Response> {
  const answer = await fetch(`http://127.0.0.1:${port}${healthPath}`, { ...request, ...how, signal });
  answered();
  return answer;
}

const request: RequestInit = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };
