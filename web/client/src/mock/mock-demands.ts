// What the host refuses before it opens a window, as far as a page can get it wrong. The host is stricter: it reads a submission whole.
import { decodeBase64 } from '../base64.js';
import type { DigestAlgorithm } from '../generated/protocol.js';

/** A code of the host with its params. */
export interface Refusal {
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const contentBytes = 1048576; // protocol: content.open
const bytesOf: Record<DigestAlgorithm, number> = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64, SM3: 32 };

const wrong = (pointer: string, reason: string): Refusal => ({ code: 'message.params', params: { pointer, reason } });

export function refusedNonce(nonce: string): Refusal | undefined {
  return nonce.length < 44 || nonce.length > 128 || !isBase64(nonce) ? wrong('/nonce', 'member.length') : undefined;
}

export function refusedDigest(digest: Uint8Array, algorithm: DigestAlgorithm, name: string): Refusal | undefined {
  if (name.length < 1 || name.length > 200) {
    return wrong('/name', 'member.length');
  }
  if (digest.length !== bytesOf[algorithm]) {
    return { code: 'digest.data', params: { expected: bytesOf[algorithm] } };
  }
  return algorithm === 'SHA-256' ? undefined : { code: 'digest.algorithm', params: { expected: 'SHA-256' } };
}

/** Of a batch: the same content twice, one that is no submission, or one for another site. */
export function refusedContents(contents: readonly Uint8Array[], origin: string): Refusal | undefined {
  const seen = new Set<string>();
  for (const content of contents) {
    if (content.length < 1 || content.length > contentBytes) {
      return wrong('/bytes', 'member.range');
    }
    const text = new TextDecoder().decode(content);
    if (seen.has(text)) {
      return { code: 'content.twice' };
    }
    seen.add(text);
    const refused = refusedSubmission(text, origin);
    if (refused) {
      return refused;
    }
  }
  return undefined;
}

function refusedSubmission(text: string, origin: string): Refusal | undefined {
  const malformed = (code: string, pointer: string): Refusal => ({ code: 'submission.malformed', params: { code, pointer } });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed('json.syntax', '');
  }
  const audience = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['audience'] : undefined;
  if (typeof audience !== 'string') {
    return malformed('member.missing', '/audience');
  }
  return audience === origin ? undefined : { code: 'submission.audience', params: { audience } };
}

function isBase64(text: string): boolean {
  try {
    return decodeBase64(text).length >= 32;
  } catch {
    return false;
  }
}
