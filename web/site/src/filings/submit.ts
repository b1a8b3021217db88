// Submitting a filing: signed with the key where one is logged in with it, under the account otherwise.
import type { App } from '../app.js';
import { PortalError, portal } from '../portal.js';
import { problemsOf } from '../problems.js';
import { pathTo } from '../router.js';
import type { Filing } from './filing.js';

// A document whose receipt never arrived is sent again as it is, with the same key: the portal answers with the same receipt, and
// nobody types a PIN twice.
let sent: { readonly canonical: string; readonly document: Uint8Array<ArrayBuffer> | string; readonly once: string } | undefined;

const lost = ['portal.unreachable', 'portal.answer', 'internal', 'request.busy'];
const staleNonce = ['submission.nonce', 'submission.nonce_expired'];

/** Checks the whole form, has it signed, sends it, and goes to its record. `reload`: the filing is not what this page takes it for. */
export async function submit(app: App, filing: Filing, reload: () => Promise<void>): Promise<void> {
  const { info, session } = app;
  if (!info || !session || app.sending) {
    return;
  }
  app.quiet();
  app.update();
  if (!app.screen.form()?.validate()) {
    return;
  }
  try {
    await prepare(app, filing, info.origin, session.certificate !== undefined);
    if (!sent) {
      app.keyEnded();
      return;
    }
    app.sending = true;
    app.update();
    await portal.submit(filing.id, sent.document, sent.once);
    app.sending = false;
    await done(app, filing);
  } catch (error) {
    app.sending = false;
    await refused(app, filing, error, reload);
  }
}

/** What is sent is in `sent` then; nothing, where it was not signed. */
async function prepare(app: App, filing: Filing, audience: string, byKey: boolean): Promise<void> {
  const canonical = await filing.submission(audience);
  if (sent?.canonical !== canonical) {
    sent = undefined;
    const document = byKey ? await sign(app, canonical) : canonical;
    sent = document === undefined ? undefined : { canonical, document, once: crypto.randomUUID() };
  }
}

function sign(app: App, canonical: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return app.key.run('sign', ({ signer, certificate, signal, enter }) => {
    enter('window');
    return signer.sign(new TextEncoder().encode(canonical), { signal, ...(certificate && { certificate }) });
  });
}

/** The portal has it: nothing of it stays in this browser. */
async function done(app: App, filing: Filing): Promise<void> {
  sent = undefined;
  filing.sync.forget();
  await app.go(pathTo.filing(filing.id));
}

async function refused(app: App, filing: Filing, error: unknown, reload: () => Promise<void>): Promise<void> {
  if (!(error instanceof PortalError)) {
    app.fail(problemsOf(error));
    return;
  }
  if (!error.has(...lost)) {
    sent = undefined;
  }
  if (error.has('filing.submitted')) {
    await done(app, filing); // an earlier attempt did arrive: its record shows what is stored
    return;
  }
  if (error.loggedOut) {
    await app.expire();
    return;
  }
  if (error.has(...staleNonce)) {
    filing.nonce = undefined;
    app.notice = 'notice.begun_anew';
  } else if (error.has('submission.materials', 'submission.form')) {
    await reload();
  } else if (error.errors.every(({ pointer }) => filing.has(pointer))) {
    app.update();
    app.screen.form()?.report(error.errors); // found by the portal where the page found nothing: beside the fields
    return;
  }
  app.fail(problemsOf(error));
}
