import { EkeyFailure } from './failures.js';

/**
 * Why the key could not be used. Found by this package:
 * `signer.absent` no host answers on this computer; `signer.denied` the browser does not let the page reach it;
 * `signer.origin` a host answers, but not to this site; `signer.version` {version} the host does not speak this protocol;
 * `signer.closed` the connection ended; `signer.answer` the host answered something that the protocol does not have.
 * Every other code is the host's own: see `errors` of the protocol.
 */
export class SignerError extends EkeyFailure {
  override name = 'SignerError';

  constructor(
    code: string,
    message: string,
    params: Readonly<Record<string, unknown>> = {},
    /** Found again in the host's log; empty for what this package found itself. */
    readonly correlation = '',
    options?: ErrorOptions,
  ) {
    super(code, message, params, options);
  }
}
