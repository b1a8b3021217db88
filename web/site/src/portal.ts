// The portal's HTTP API, docs/portal-api.md.
import type { EkeyError, Entry, FormReference, JsonObject, LoginToken } from '@ekey/client';

export interface PortalInfo {
  readonly origin: string;
  readonly version: string;
  readonly today: string;
  readonly demonstration: boolean;
}

export interface Enterprise {
  readonly name: string;
  readonly uscc: string;
}

export interface SessionInfo {
  readonly enterprise: Enterprise;
  readonly certificate: { readonly serial: string; readonly issuer: string; readonly notBefore: string; readonly notAfter: string };
  readonly seconds: number;
}

export interface FilingInfo {
  readonly filing: string;
  readonly nonce: string;
  readonly form: FormReference;
  readonly facts: JsonObject;
}

export interface FilingRecord {
  readonly filing: string;
  readonly business: string;
  readonly state: 'draft' | 'submitted';
  readonly receipt: string | null;
  readonly acceptedAt: string | null;
  readonly enterprise: Enterprise;
  readonly answers: JsonObject;
  readonly materials: readonly Entry[];
  readonly signer: { readonly serial: string; readonly issuer: string; readonly fingerprint: string } | null;
  readonly digest: string | null;
}

export type Arrived = Pick<Entry, 'type' | 'bytes' | 'sm3' | 'sha256'>;

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
}

const root = '/api/v1';
const filingPath = (filing: string) => `/filings/${encodeURIComponent(filing)}`;

export const portal = {
  info: () => ask<PortalInfo>('GET', '/portal'),
  session: () => ask<SessionInfo>('GET', '/session'),
  challenge: () => ask<{ nonce: string; seconds: number }>('POST', '/login/challenge', {}),
  login: (token: LoginToken) => ask<SessionInfo>('POST', '/login', { token }),
  logout: () => ask<void>('POST', '/logout', {}),
  begin: () => ask<FilingInfo>('POST', '/filings', { business: 'renewal' }),
  record: (filing: string) => ask<FilingRecord>('GET', filingPath(filing)),

  /** The definition's very bytes: its digest is signed. */
  definition: async (): Promise<string> => (await send('GET', '/forms/renewal')).text(),

  submit: async (filing: string, signed: Uint8Array<ArrayBuffer>): Promise<{ receipt: string; acceptedAt: string }> => {
    const headers = { 'content-type': 'application/pkcs7-mime' };
    return (await send('POST', `${filingPath(filing)}/submission`, { body: signed, headers })).json();
  },

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
      request.open('PUT', `${root}${filingPath(filing)}/materials/${encodeURIComponent(item)}?name=${encodeURIComponent(name)}`);
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.send(file);
    });
  },
};

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await send(method, path, body === undefined ? {} : json);
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
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
