import type { CertificateSummary, Handle, TokenSummary } from './generated/protocol.js';
import { SignerError } from './signer-failures.js';

/**
 * The handles of one connection. What pages are given carries a mark of the connection, so that a handle of another one, which may
 * mean something else by now, never reaches the host. The mark is random: a page may have kept a handle over a reload.
 */
export class SignerHandles {
  readonly #mark: string;

  constructor(mark = crypto.getRandomValues(new Uint32Array(2)).join('-')) {
    this.#mark = `${mark}.`;
  }

  certificate = (summary: CertificateSummary): CertificateSummary => ({ ...summary, certificate: this.marked(summary.certificate) });

  token = (summary: TokenSummary): TokenSummary => ({
    ...summary,
    token: this.marked(summary.token),
    certificates: summary.certificates.map((handle) => this.marked(handle)),
  });

  marked = (handle: Handle): Handle => this.#mark + handle;

  /** As a parameter: {[kind]: the host's own handle}, or nothing where none was chosen. */
  chosen<K extends 'certificate' | 'token'>(kind: K, handle: Handle | undefined): { [key in K]?: Handle } {
    if (handle === undefined) {
      return {};
    }
    if (!handle.startsWith(this.#mark)) {
      throw new SignerError(`${kind}.unknown`, `not a ${kind} of this connection`);
    }
    return { [kind]: handle.slice(this.#mark.length) } as { [key in K]?: Handle };
  }
}
