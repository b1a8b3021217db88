// The portal's HTTP API, protocol/portal.v1.openapi.json: the one place that calls it. Its types are made from that document.
import type { Draft, EkeyError, Entry, LoginToken } from '@ekey/client';
import type { components } from './generated/portal.js';
import type { Business } from './guides.js';

type Schemas = components['schemas'];
export type PortalInfo = Schemas['Portal'];
export type SessionInfo = Schemas['Session'];
export type SessionEntry = Schemas['SessionEntry'];
export type Registration = Schemas['Registration'];
export type ProofChallenge = Schemas['ProofChallenge'];
export type BegunFiling = Schemas['BegunFiling'];
export type FilingSummary = Schemas['FilingSummary'];
export type FilingRecord = Schemas['Filing'];
export type States = Schemas['States'];
export type Promised = Schemas['Promised'];
export type Receipt = Schemas['Receipt'];
export type Arrived = Pick<Entry, 'type' | 'bytes' | 'sm3' | 'sha256'>;

/** What may be changed, and the ETag that a change is made to. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag: string;
}

/** The portal refused, or did not answer: then the code is `portal.unreachable`. */
export class PortalError extends Error {
  override name = 'PortalError';

  constructor(
    readonly status: number,
    readonly errors: readonly EkeyError[],
    readonly correlation = '',
  ) {
    super(errors.map(({ code }) => code).join(', '));
  }

  has(...codes: string[]): boolean {
    return this.errors.some(({ code }) => codes.includes(code));
  }

  /** Nobody is logged in any more. */
  get loggedOut(): boolean {
    return this.has('session.none', 'session.expired');
  }

  /** It did not arrive, or nobody knows: the same again may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const root = '/api/v1';
const at = (...parts: string[]) => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

export const portal = {
  info: () => ask<PortalInfo>('GET', '/portal'),

  proof: () => ask<ProofChallenge>('GET', '/proof'),
  register: (registration: Registration) => ask<object>('POST', '/registrations', registration),
  forgot: (reset: Schemas['Reset']) => ask<object>('POST', '/resets', reset),
  choosePassword: (chosen: Schemas['NewPassword']) => ask<void>('POST', '/password', chosen),
  changePassword: (changed: Schemas['ChangedPassword']) => ask<void>('PUT', '/password', changed),

  challenge: () => ask<{ nonce: string; seconds: number }>('POST', '/login/challenge', {}),
  login: (token: LoginToken) => ask<SessionInfo>('POST', '/login', { token }),
  loginByPassword: (login: Schemas['PasswordLogin']) => ask<SessionInfo>('POST', '/login/password', login),
  logout: () => ask<void>('POST', '/logout', {}),
  session: () => ask<SessionInfo>('GET', '/session'),
  sessions: async () => (await ask<{ sessions: SessionEntry[] }>('GET', '/sessions')).sessions,
  endSession: (session: string) => ask<void>('DELETE', at('sessions', session)),
  endOtherSessions: () => ask<void>('DELETE', '/sessions'),

  /** The definition's very bytes: its digest is signed. */
  definition: async (business: Business): Promise<string> => (await send('GET', at('forms', business))).text(),
  states: () => ask<States>('GET', '/states'),
  filings: async () => (await ask<{ filings: FilingSummary[] }>('GET', '/filings')).filings,
  /** `once`: the same again begins no second one. */
  begin: (business: Business, once: string) => ask<BegunFiling>('POST', '/filings', { business }, { 'idempotency-key': once }),
  filing: (filing: string) => versioned<FilingRecord>(send('GET', at('filings', filing))),

  /** `leaving`: sent even if the page goes away meanwhile, as far as browsers do that. */
  keepDraft: (filing: string, draft: Draft, etag: string, leaving: boolean): Promise<Versioned<{ changedAt: string }>> => {
    const body = JSON.stringify(draft);
    const keepalive = leaving && body.length < keptAliveUnits;
    return versioned(send('PUT', at('filings', filing, 'draft'), { body, keepalive, headers: { ...json, 'if-match': etag } }));
  },
  nonce: (filing: string) => ask<{ nonce: string; seconds: number }>('POST', at('filings', filing, 'nonce'), {}),
  /** SignedData of a key, or the canonical submission itself under an account. */
  submit: async (filing: string, document: Uint8Array<ArrayBuffer> | string): Promise<Receipt> => {
    const headers = typeof document === 'string' ? json : { 'content-type': 'application/pkcs7-mime' };
    return (await send('POST', at('filings', filing, 'submission'), { body: document, headers })).json() as Promise<Receipt>;
  },
  withdraw: (filing: string, etag: string) => ask<FilingRecord>('POST', at('filings', filing, 'withdrawal'), {}, { 'if-match': etag }),
  materialPath: (filing: string, item: string) => root + at('filings', filing, 'materials', item),

  /** fetch cannot tell how much of a body has left; XMLHttpRequest can. */
  upload(filing: string, item: string, name: string, file: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Arrived> {
    signal.throwIfAborted();
    return new Promise<Arrived>((resolve, reject) => {
      const request = new XMLHttpRequest();
      const abort = () => (request.abort(), reject(signal.reason));
      signal.addEventListener('abort', abort, { once: true });
      request.onloadend = () => signal.removeEventListener('abort', abort);
      request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size));
      request.onerror = () => reject(unreachable());
      request.onload = () => {
        if (request.status === 200) {
          resolve(JSON.parse(request.responseText) as Arrived);
        } else {
          reject(refusal(request.status, request.responseText));
        }
      };
      request.open('PUT', `${portal.materialPath(filing, item)}?name=${encodeURIComponent(name)}`);
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.send(file);
    });
  },
};

const json = { 'content-type': 'application/json' };
const keptAliveUnits = 20_000; // UTF-16; browsers keep 64 KiB alive in all

async function ask<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const answer = await send(method, path, body === undefined ? { headers } : { body: JSON.stringify(body), headers: { ...json, ...headers } });
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}

async function versioned<T>(sent: Promise<Response>): Promise<Versioned<T>> {
  const answer = await sent;
  return { value: (await answer.json()) as T, etag: answer.headers.get('etag') ?? '' };
}

async function send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(root + path, { ...init, method, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw unreachable();
  }
  if (!answer.ok) {
    throw refusal(answer.status, await answer.text());
  }
  return answer;
}

const unreachable = () => new PortalError(0, [{ code: 'portal.unreachable', pointer: '', severity: 'error', params: {} }]);

function refusal(status: number, text: string): PortalError {
  try {
    const { errors, correlation } = JSON.parse(text) as { errors: EkeyError[]; correlation: string };
    if (Array.isArray(errors) && errors.length > 0) {
      return new PortalError(status, errors, correlation);
    }
  } catch {
    // Not the portal's own answer but, say, that of a proxy in between.
  }
  return new PortalError(status, [{ code: 'portal.answer', pointer: '', severity: 'error', params: { status } }]);
}
