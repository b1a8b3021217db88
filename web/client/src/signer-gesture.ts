import { SignerError } from './signer-failures.js';

/**
 * Whether a call after the connection's end may connect anew: in answer to a click, or where the page said `reconnect: true`.
 * A browser that does not tell of clicks leaves it to the page.
 * @throws {SignerError} `signer.closed`
 */
export function demandGesture(reconnect: boolean | undefined): void {
  if (!reconnect && globalThis.navigator?.userActivation?.isActive === false) {
    throw new SignerError('signer.closed', 'the connection has ended: another is made on a click, or with reconnect');
  }
}
