import { EkeyFailure } from './failures.js';

/**
 * Why the key could not be used. Found by this package, each with a text of that name and one of `<code>.remedy` in the catalogues:
 * `signer.insecure` the page is not a secure context; `signer.denied` the browser does not let the page reach this computer's programs;
 * `signer.asked` the browser's question about that was closed without an answer; `signer.absent` no host was ever seen by this browser;
 * `signer.stopped` a host was seen before, and none runs now; `signer.busy` a host says that all its connections are taken; `signer.origin`
 * {origin} a host answers, but not to this site: also `signer.origin.administrator` is a text; `signer.old` {version, atLeast | method} the host is older than the page needs;
 * `signer.version` {version} the host does not take the connection, or not in time; `signer.closed` the connection ended; `signer.answer` the host
 * answered something that the protocol does not have. Every other code is the host's own: see `errors` of the protocol.
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
