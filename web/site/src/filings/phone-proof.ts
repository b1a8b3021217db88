// Proves the phone that a mobile authorisation is to bind, by a one-time code.
import { Sheet } from '../accounts/sheet.js';
import type { App } from '../app.js';
import { portal } from '../portal.js';
import type { Filing } from './filing.js';

/** The form's page that asks for what goes with the number: shown once that is proven. */
export const phonePage = 'binding';
const numberAt = '/binding/mobile';

/** It has one, and no code has proven it yet. */
export const needsProof = ({ business, record }: Filing): boolean =>
  business === 'mobileAuthorisation' && (record.facts as { verifiedMobile?: string } | null)?.verifiedMobile === undefined;

export class PhoneProof extends Sheet<'mobile' | 'code'> {
  /** Where the last code went, masked, and for how many seconds it is good. */
  sent: { readonly mobile: string; readonly seconds: number } | undefined;

  constructor(
    app: App,
    private readonly filing: Filing,
  ) {
    super(app, ['mobile', 'code']);
    const typed = filing.form.items().find(({ pointer }) => pointer === numberAt)?.value;
    this.set('mobile', typeof typed === 'string' ? typed : '');
  }

  async sendCode(): Promise<void> {
    await this.send(this.#blank('mobile'), async () => {
      this.sent = await portal.sendPhoneCode(this.filing.id, this.value('mobile'));
      this.clear('code');
    });
  }

  /** `proven`: the filing has other facts from now on, and is to be opened anew. */
  async prove(proven: () => Promise<void>): Promise<void> {
    const done = await this.send(this.#blank('code'), async () => {
      await this.filing.sync.flush(); // the proof makes a version of its own
      await portal.provePhone(this.filing.id, this.value('code').trim());
    });
    if (done) {
      this.app.notice = 'notice.phone_proven';
      await proven();
      this.app.screen.arrive('');
    }
  }

  #blank(field: 'mobile' | 'code') {
    return this.blanks().filter((problem) => problem.field === field);
  }
}
