// A mail to choose a new password with.
import type { App } from '../app.js';
import { portal, PortalError } from '../portal.js';
import { Proof } from './proof.js';
import { noProof, Sheet } from './sheet.js';

export class Forgot extends Sheet<'uscc' | 'login'> {
  readonly proof: Proof;
  sent = false;

  constructor(app: App) {
    super(app, ['uscc', 'login']);
    this.proof = new Proof(() => app.update());
  }

  enter(): void {
    this.sent = false;
    this.proof.begin();
  }

  leave(): void {
    this.proof.stop();
  }

  async submit(): Promise<void> {
    const taken = await this.send(this.blanks(), async () => {
      const proof = await this.proof.payload().catch((error: unknown) => {
        throw error instanceof PortalError ? error : noProof();
      });
      await portal.forgot({ uscc: this.value('uscc').trim(), login: this.value('login').trim(), proof });
    });
    if (!taken) {
      this.proof.again();
      return;
    }
    this.proof.stop();
    this.sent = true;
    this.app.update();
    this.app.screen.arrive('');
  }
}
