import { SignerError } from './signer-failures.js';

/** What the host says: an answer to a call, or a notice. */
export type Message =
  | { readonly id: number; readonly result?: unknown; readonly failure?: SignerError }
  | { readonly notice: string; readonly params: Record<string, unknown> };

/** Reads a frame; nothing where it is none of JSON-RPC 2.0 as the protocol uses it. */
export function readMessage(text: string): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const { id, error, result, method, params } = value;
  if (id === undefined && typeof method === 'string') {
    return isObject(params) ? { notice: method, params } : undefined;
  }
  if (typeof id !== 'number') {
    return undefined;
  }
  if (error === undefined) {
    return isObject(result) ? { id, result } : undefined;
  }
  const data = isObject(error) ? error['data'] : undefined;
  if (!isObject(data) || typeof data['code'] !== 'string' || !isObject(data['params'])) {
    return undefined;
  }
  const correlation = typeof data['correlation'] === 'string' ? data['correlation'] : '';
  return { id, failure: new SignerError(data['code'], `the host says ${data['code']}`, data['params'], correlation) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
