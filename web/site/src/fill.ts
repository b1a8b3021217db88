// What a person does on the form's pages.
import type { App } from './app.js';
import { Upload } from './upload.js';

/** A field has another text: kept, not judged. */
export function type(app: App, id: string, text: string): void {
  const item = app.filing?.item(id);
  if (app.filing && item) {
    app.filing.type(item, text);
    app.saveSoon();
  }
}

/** The page's answers are done with: checked, and on to the next page or back to the check. */
export async function next(app: App, page: string): Promise<void> {
  const { filing } = app;
  if (!filing) {
    return;
  }
  filing.settle();
  const onItsWay = filing.itemsOf(page).some(({ id }) => filing.uploads.get(id)?.running);
  const problems = onItsWay ? [{ code: 'material.pending', params: {}, href: '#continue' }] : filing.problems(page);
  if (problems.length > 0) {
    app.fail(problems);
    return;
  }
  const following = filing.pages[filing.pages.indexOf(page) + 1];
  const toCheck = new URLSearchParams(location.search).get('from') === 'check' || following === undefined;
  await app.go(toCheck ? '/renewal/check' : `/renewal/${following}`);
}

/** A file was chosen: it goes at once. */
export async function attach(app: App, id: string, file: File): Promise<void> {
  const { filing } = app;
  const item = filing?.item(id);
  if (!filing || !item) {
    return;
  }
  filing.uploads.get(id)?.release();
  const upload = new Upload(file, () => app.update());
  filing.uploads.set(id, upload);
  app.problems = [];
  app.update();
  const end = await upload.run(filing, item);
  if (filing.uploads.get(id) !== upload) {
    return; // another file was chosen meanwhile
  }
  if (end === 'expired') {
    await app.expire();
  } else if (end === 'failed') {
    app.fail(upload.problems);
  } else {
    app.update();
  }
}

export function callOff(app: App, id: string): void {
  app.filing?.uploads.get(id)?.release();
  app.filing?.uploads.delete(id);
  app.update();
}
