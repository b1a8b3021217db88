import type { App } from './app.js';
import type { Filing } from './filing.js';
import { portal, PortalError } from './portal.js';
import { problemsOf } from './problems.js';

// A document that was signed but whose receipt never arrived is sent again as it is: the portal answers the same body with
// the same receipt, and nobody types a PIN twice.
let signed: { readonly canonical: string; readonly document: Uint8Array<ArrayBuffer> } | undefined;

const lost = ['portal.unreachable', 'portal.answer', 'internal', 'request.busy'];
const stale = ['submission.nonce', 'submission.nonce_expired', 'submission.materials', 'submission.form', 'filing.unknown'];

/** Checks the whole form, has it signed, sends it, and goes to its record. */
export async function submit(app: App): Promise<void> {
  const { filing, info } = app;
  if (!filing || !info) {
    return;
  }
  app.problems = [];
  app.notice = undefined;
  app.update();
  if (!app.screen.form()?.validate()) {
    return;
  }
  const canonical = filing.submission(info.origin);
  const document = signed?.canonical === canonical ? signed.document : await sign(app, canonical);
  if (!document) {
    app.keyEnded();
    return;
  }
  signed = { canonical, document };
  await send(app, filing, document);
}

async function send(app: App, filing: Filing, document: Uint8Array<ArrayBuffer>): Promise<void> {
  app.sending = true;
  app.update();
  try {
    await portal.submit(filing.info.filing, document);
  } catch (error) {
    app.sending = false;
    await refused(app, filing, error);
    return;
  }
  app.sending = false;
  signed = undefined;
  await app.submitted(filing);
}

function sign(app: App, canonical: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return app.key.run('sign', ({ signer, certificate, signal, enter }) => {
    enter('window');
    return signer.sign(new TextEncoder().encode(canonical), { signal, ...(certificate && { certificate }) });
  });
}

async function refused(app: App, filing: Filing, error: unknown): Promise<void> {
  if (!(error instanceof PortalError)) {
    app.fail(problemsOf(error));
    return;
  }
  if (!error.has(...lost)) {
    signed = undefined;
  }
  if (error.has('filing.submitted')) {
    await app.submitted(filing); // an earlier attempt did arrive: its record shows what is stored
    return;
  }
  if (error.loggedOut) {
    await app.expire();
    return;
  }
  if (error.has(...stale)) {
    await app.renewFiling();
  } else if (error.errors.every(({ pointer }) => filing.has(pointer))) {
    app.screen.form()?.report(error.errors); // found by the portal where the page found nothing: beside the fields
    return;
  }
  app.fail(problemsOf(error));
}
