// One renewal being filled in: the answers in the rules module, and the files on their way to the portal.
import { Materials, type Entry, type FormSession, type Material, type MaterialHandler, type Outcome } from '@ekey/client';
import * as drafts from './drafts.js';
import { hasher, openForm, rules, type Definition } from './form.js';
import { portal, PortalError, type Enterprise, type FilingInfo, type SessionInfo } from './portal.js';

export class Filing implements MaterialHandler {
  /** By item: what the portal has, to send it again where its filing is begun anew. */
  readonly #files = new Map<string, File>();
  /** Materials of an earlier visit must be chosen again. */
  materialsMissing = false;
  savedAt: Date | undefined;
  /** False where the browser keeps nothing. */
  kept = true;
  /** The portal no longer knows who is here. */
  onExpired: () => void = () => {};

  private constructor(
    readonly pages: readonly string[],
    readonly info: FilingInfo,
    readonly form: FormSession,
    /** Some of what was kept no longer fits the form. */
    readonly answersLeft: boolean,
    readonly session: SessionInfo,
  ) {}

  /**
   * Goes on with what is kept for this enterprise, or begins. `before`: the same filing, begun in a session that has ended;
   * its files are sent again.
   */
  static async open(session: SessionInfo, before?: Filing): Promise<Filing> {
    const [forms, text] = await Promise.all([rules(), portal.definition()]);
    const kept = drafts.kept(session.enterprise.uscc);
    const held = await stillOpen(kept?.info);
    const info = held?.info ?? (await portal.begin());
    const { session: form, left } = openForm(forms, text, info.facts, kept?.draft);
    const filing = new Filing((JSON.parse(text) as Definition).pages, info, form, left, session);
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

  /** A chosen file: looked at and digested here, sent, and compared with what the portal received. */
  async take(...[slot, file, options]: Parameters<MaterialHandler['take']>): Promise<Outcome<Material>> {
    const { signal, onProgress } = options;
    const prepared = await new Materials(await rules(), hasher).take(slot, file, options);
    if (prepared.errors) {
      return prepared;
    }
    const { entry } = prepared.result;
    const sent = (done: number) => onProgress({ step: 'sending', done, total: file.size });
    sent(0);
    try {
      const arrived = await portal.upload(this.info.filing, slot.item, entry.name, file, sent, signal);
      if (arrived.sm3 !== entry.sm3 || arrived.sha256 !== entry.sha256 || arrived.bytes !== entry.bytes) {
        return { errors: [{ code: 'material.altered', pointer: slot.pointer, severity: 'error', params: {} }] };
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof PortalError)) {
        throw error;
      }
      if (error.loggedOut) {
        this.onExpired();
      }
      const { correlation } = error;
      return { errors: error.errors.map((one) => ({ ...one, pointer: slot.pointer, params: { correlation, ...one.params } })) };
    }
    this.#files.set(slot.item, file);
    return prepared;
  }

  /** Whether an error's pointer is that of an item. */
  has(pointer: string): boolean {
    return this.form.items().some((item) => item.pointer === pointer);
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

  /** The canonical document that gets signed. */
  submission(audience: string): string {
    const { filing, nonce } = this.info;
    return this.form.submission({ audience, filing, nonce });
  }

  close(): void {
    this.form.close();
  }

  // Only what the portal has may stand in the manifest: the rest is sent again, or must be chosen again.
  async #settleMaterials(arrived: readonly Entry[], before: Filing | undefined): Promise<void> {
    for (const entry of this.form.draft().materials) {
      const file = before && before.#files.get(entry.item);
      const has = arrived.some((one) => one.item === entry.item && one.sm3 === entry.sm3 && one.name === entry.name);
      if (!has && !file) {
        this.form.set(`/materials/${entry.item}`, null);
        this.materialsMissing = true;
        continue;
      }
      if (!has && file) {
        await portal.upload(this.info.filing, entry.item, entry.name, file, () => {}, new AbortController().signal);
      }
      if (file) {
        this.#files.set(entry.item, file);
      }
    }
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
