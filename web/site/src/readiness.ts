// "Is my computer ready?": the host's own diagnosis, when a person asks for it. It takes no PIN and changes nothing in the key.
import type { DiagnosisStep } from '@ekey/client';
import type { Key } from './key.js';

export class Readiness {
  /** Of the last check; undefined before one, while one runs, and where it ended without a result: then the key's problems say why. */
  steps: readonly DiagnosisStep[] | undefined;
  checking = false;

  constructor(private readonly changed: () => void) {}

  async check(key: Key): Promise<void> {
    if (this.checking) {
      return;
    }
    this.checking = true;
    this.steps = undefined;
    this.steps = await key.run('authenticate', ({ signer, signal }) => signer.diagnose(signal));
    this.checking = false;
    this.changed();
  }

  forget(): void {
    this.steps = undefined;
  }
}
