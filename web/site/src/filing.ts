// One renewal being filled in: the form's definition, the answers in the rules module, and the files.
import type { Entry, FormSession } from '@ekey/client';
import * as drafts from './drafts.js';
import { openForm, rules, valueAt, type Definition, type Item } from './form.js';
import { portal, PortalError, type Enterprise, type FilingInfo, type SessionInfo } from './portal.js';
import { problemsAt, type Problem } from './problems.js';
import { Upload } from './upload.js';

export class Filing {
  readonly pages: readonly string[];
  readonly items: readonly Item[];
  readonly uploads = new Map<string, Upload>();
  /** What stands in the fields while somebody types: the rules may hold it normalised. */
  readonly #typed = new Map<string, string>();
  /** Materials of an earlier visit that must be chosen again. */
  missing: readonly string[] = [];
  savedAt: Date | undefined;
  /** False where the browser keeps nothing. */
  kept = true;

  private constructor(
    definition: Definition,
    readonly info: FilingInfo,
    private readonly form: FormSession,
    readonly session: SessionInfo,
  ) {
    this.pages = definition.pages;
    this.items = definition.items;
  }

  /**
   * Goes on with what is kept for this enterprise, or begins. `before`: the same filing, begun in a session that has ended;
   * its files are sent again.
   */
  static async open(session: SessionInfo, before?: Filing): Promise<Filing> {
    const [forms, text] = await Promise.all([rules(), portal.definition()]);
    const kept = drafts.kept(session.enterprise.uscc);
    const held = await stillOpen(kept?.info);
    const info = held?.info ?? (await portal.begin());
    const definition = JSON.parse(text) as Definition;
    const filing = new Filing(definition, info, openForm(forms, text, info.facts, kept?.draft), session);
    await filing.#settleMaterials(held?.materials ?? [], before?.enterprise.uscc === session.enterprise.uscc ? before : undefined);
    if (kept) {
      filing.savedAt = new Date(kept.savedAt);
    }
    filing.save();
    before?.close();
    return filing;
  }

  get enterprise(): Enterprise {
    return this.session.enterprise;
  }

  item(id: string): Item | undefined {
    return this.items.find((item) => item.id === id);
  }

  itemsOf(page: string): readonly Item[] {
    return this.items.filter((item) => item.page === page);
  }

  /** The answer as text; what is being typed comes first. */
  value(item: Item): string {
    const typed = this.#typed.get(item.pointer);
    const value = typed ?? valueAt(this.form.answers(), item.pointer);
    return typeof value === 'string' ? value : '';
  }

  material(item: Item): Entry | undefined {
    return this.form.draft().materials.find((entry) => entry.item === item.id);
  }

  type(item: Item, text: string): void {
    this.#typed.set(item.pointer, text);
    this.form.set(item.pointer, text);
  }

  setMaterial(item: Item, entry: Entry): void {
    this.form.set(item.pointer, { ...entry });
    this.missing = this.missing.filter((id) => id !== item.id);
    this.save();
  }

  /** Fields show from now on what the rules understood. */
  settle(): void {
    this.#typed.clear();
  }

  save(): void {
    const savedAt = Date.now();
    this.kept = drafts.keep(this.enterprise.uscc, { draft: this.form.draft(), info: this.info, savedAt });
    this.savedAt = new Date(savedAt);
  }

  /** Its session has ended: the answers stay, what ties them to the portal goes. */
  detach(): void {
    this.save();
    drafts.loosen(this.enterprise.uscc);
  }

  problems(page?: string): Problem[] {
    return problemsAt(this.form.validate(page), (pointer) => this.place(pointer, page));
  }

  /** Where an error's link leads: the field itself on its own page, its page from anywhere else. */
  place(pointer: string, page?: string): { item?: string; href?: string } {
    const item = this.items.find((one) => one.pointer === pointer);
    if (!item) {
      return {};
    }
    return { item: item.id, href: item.page === page ? `#${item.id}` : this.href(item) };
  }

  href(item: Item): string {
    return `/renewal/${item.page}?from=check#${item.id}`;
  }

  /** The canonical document that gets signed. */
  submission(audience: string): string {
    const { filing, nonce } = this.info;
    return this.form.submission({ audience, filing, nonce });
  }

  close(): void {
    this.uploads.forEach((upload) => upload.cancel());
    this.form.close();
  }

  // Only what the portal has may stand in the manifest: the rest is sent again, or must be chosen again.
  async #settleMaterials(arrived: readonly Entry[], before: Filing | undefined): Promise<void> {
    const missing: string[] = [];
    for (const entry of this.form.draft().materials) {
      const item = this.item(entry.item);
      if (!item || arrived.some((one) => one.item === entry.item && one.sm3 === entry.sm3 && one.name === entry.name)) {
        continue;
      }
      const file = before?.uploads.get(item.id)?.file;
      if (file) {
        await portal.upload(this.info.filing, item.id, entry.name, file, () => {}, new AbortController().signal);
      } else {
        this.form.set(item.pointer, null);
        missing.push(item.id);
      }
    }
    before?.uploads.forEach((upload, id) => upload.step === 'done' && !missing.includes(id) && this.uploads.set(id, upload));
    this.missing = missing;
  }
}

// The portal may have forgotten it, or have it submitted.
async function stillOpen(info: FilingInfo | undefined) {
  if (!info) {
    return undefined;
  }
  try {
    const record = await portal.record(info.filing);
    return record.state === 'draft' ? { info, materials: record.materials } : undefined;
  } catch (error) {
    if (error instanceof PortalError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
