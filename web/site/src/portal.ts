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
export type Phone = Schemas['Phone'];
export type Receipt = Schemas['Receipt'];

/** A file to be sent, and where it belongs. */
export interface Sending {
  readonly filing: string;
  readonly item: string;
  readonly name: string;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
}

/** How far an upload is. */
export interface UploadState {
  readonly path: string;
  readonly offset: number;
  readonly complete: boolean;
}

/** What the portal found itself. */
export type Received = Pick<Entry, 'bytes' | 'sm3' | 'sha256'>;

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
  definition: async (business: Business): Promise<string> => (await send('GET', at('forms', business))).text,
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
  /** SignedData of a key, or the canonical submission itself under an account. `once`: the same again gets the same receipt. */
  submit: async (filing: string, document: Uint8Array<ArrayBuffer> | string, once: string): Promise<Receipt> => {
    const headers = { ...(typeof document === 'string' ? json : { 'content-type': 'application/pkcs7-mime' }), 'idempotency-key': once };
    return JSON.parse((await send('POST', at('filings', filing, 'submission'), { body: document, headers })).text) as Receipt;
  },
  withdraw: (filing: string, etag: string) => ask<FilingRecord>('POST', at('filings', filing, 'withdrawal'), {}, { 'if-match': etag }),
  materialPath: (filing: string, item: string) => root + at('filings', filing, 'materials', item),
  sendPhoneCode: (filing: string, mobile: string) => ask<Schemas['SentCode']>('POST', at('filings', filing, 'phone-code'), { mobile }),
  provePhone: (filing: string, code: string) => ask<Schemas['ProvenPhone']>('POST', at('filings', filing, 'phone'), { code }),
  phones: async () => (await ask<{ phones: Phone[] }>('GET', '/phones')).phones,
  withdrawPhone: (phone: string) => ask<Phone>('POST', at('phones', phone, 'withdrawal'), {}),

  removeMaterial: (filing: string, item: string) => ask<void>('DELETE', at('filings', filing, 'materials', item)),
  /** Goes on with what of the same file arrived before, where there is any. */
  beginUpload: async ({ filing, item, name, sha256 }: Sending, bytes: number, signal: AbortSignal): Promise<UploadState> => {
    const headers = { 'upload-complete': '?0', 'upload-length': String(bytes), 'repr-digest': digestField(fromHex(sha256)) };
    const answer = await send('POST', `${at('filings', filing, 'uploads')}?item=${encodeURIComponent(item)}&name=${encodeURIComponent(name)}`, { headers, signal });
    return uploadStateOf((answer.headers.get('location') ?? '').slice(root.length), (field) => answer.headers.get(field));
  },
  uploadState: async ({ path }: UploadState, signal: AbortSignal): Promise<UploadState> => {
    const answer = await send('HEAD', path, { signal });
    return uploadStateOf(path, (field) => answer.headers.get(field));
  },
  /** The next part of the file; with the last one the portal answers what it found. */
  continueUpload: async ({ path, offset }: UploadState, part: Blob, last: boolean, onSent: (bytes: number) => void, signal: AbortSignal): Promise<UploadState | Received> => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()));
    const headers = { 'content-type': 'application/partial-upload', 'upload-offset': String(offset), 'upload-complete': last ? '?1' : '?0', 'content-digest': digestField(digest) };
    const request = await transfer('PATCH', path, part, headers, onSent, signal);
    return request.status === 204 ? uploadStateOf(path, (field) => request.getResponseHeader(field)) : (JSON.parse(request.responseText) as Entry);
  },
  /** What stands at the portal as that material. */
  received: async ({ filing, item }: Sending): Promise<Received> => {
    const { materials } = (await portal.filing(filing)).value;
    const found = materials.find((one) => one.item === item);
    if (!found) {
      throw unreadable(200);
    }
    return found;
  },
};

const json = { 'content-type': 'application/json' };
const keptAliveUnits = 20_000; // UTF-16; browsers keep 64 KiB alive in all

async function ask<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const answer = await send(method, path, body === undefined ? { headers } : { body: JSON.stringify(body), headers: { ...json, ...headers } });
  return answer.status === 204 ? (undefined as T) : (JSON.parse(answer.text) as T);
}

async function versioned<T>(sent: Promise<Answered>): Promise<Versioned<T>> {
  const answer = await sent;
  return { value: JSON.parse(answer.text) as T, etag: answer.headers.get('etag') ?? '' };
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function send(method: string, path: string, init: RequestInit = {}): Promise<Answered> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(root + path, { ...init, method, credentials: 'same-origin', cache: 'no-store' });
    text = await answer.text(); // what breaks off in the middle is no answer
  } catch {
    throw unreachable();
  }
  if (!answer.ok) {
    throw refusal(answer.status, text);
  }
  return { status: answer.status, headers: answer.headers, text };
}

/** fetch cannot tell how much of a body has left; XMLHttpRequest can. */
function transfer(method: string, path: string, body: Blob, headers: Readonly<Record<string, string>>, onSent: (bytes: number) => void, signal: AbortSignal): Promise<XMLHttpRequest> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => (request.abort(), reject(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, body.size));
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request);
      } else {
        reject(refusal(request.status, request.responseText));
      }
    };
    request.open(method, root + path);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.send(body);
  });
}

// RFC 9530.
const digestField = (sha256: Uint8Array) => `sha-256=:${btoa(String.fromCharCode(...sha256))}:`;
const fromHex = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function uploadStateOf(path: string, field: (name: string) => string | null): UploadState {
  const offset = Number(field('upload-offset') ?? NaN);
  if (!path.startsWith('/uploads/') || !Number.isSafeInteger(offset)) {
    throw unreadable(200);
  }
  return { path, offset, complete: field('upload-complete') === '?1' };
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
  return unreadable(status);
}

const unreadable = (status: number) => new PortalError(status, [{ code: 'portal.answer', pointer: '', severity: 'error', params: { status } }]);
