// One filing being filled in: the answers in the rules module, and the files on their way to the portal.
import { Materials, type Draft, type Entry, type FormSession, type JsonObject, type Material, type MaterialHandler, type MaterialSlot, type Outcome } from '@ekey/client';
import { unsent } from '../browser.js';
import type { Business } from '../guides.js';
import { portal, PortalError, type FilingRecord, type SessionInfo } from '../portal.js';
import { hasher, openForm, rules, type Definition } from '../rules.js';
import { speakOf } from '../texts.js';
import { upload } from '../upload.js';
import { DraftSync, stable, type SyncEvents } from './draft-sync.js';

/** The states in which its enterprise can change it. */
export const isOpen = ({ state, own }: Pick<FilingRecord, 'state' | 'own'>): boolean => own && (state === 'draft' || state === 'returned');

export class Filing implements MaterialHandler {
  /** For the submission, of the session of now. */
  nonce: string | undefined;
  /** A material of the draft is not at the portal: it must be chosen again. */
  materialsMissing = false;

  private constructor(
    readonly record: FilingRecord,
    readonly definition: Definition,
    readonly form: FormSession,
    /** Some of what was kept no longer fits the form. */
    readonly answersLeft: boolean,
    readonly sync: DraftSync,
    /** The log-in that it was opened in. */
    readonly session: SessionInfo,
    private readonly events: Pick<SyncEvents, 'expired' | 'refused'>,
  ) {}

  /** Goes on with what the portal has, and with what this browser could not send yet. `fresh`: without the latter. */
  static async open(id: string, session: SessionInfo, events: Omit<SyncEvents, 'draft'>, fresh = false): Promise<Filing> {
    const at = await portal.filing(id);
    const { value: record, etag } = at;
    const business = record.business as Business;
    const [forms, text] = await Promise.all([rules(), portal.definition(business), speakOf(business)]);
    if (fresh) {
      unsent.forget(id);
    }
    const kept = unsent.of(id);
    const known = record.draft as Draft | null;
    const { session: form, left } = openForm(forms, text, record.facts as JsonObject, kept?.draft ?? known ?? undefined);
    const sync = new DraftSync(id, etag, known, { ...events, draft: () => form.draft() });
    const filing = new Filing(record, JSON.parse(text) as Definition, form, left, sync, session, events);
    filing.#settleMaterials(record.materials);
    if (kept && kept.etag !== etag && stable(kept.draft) !== stable(known)) {
      sync.dispute(at);
    } else if (known) {
      sync.savedAt = record.changedAt;
    }
    return filing;
  }

  get pages(): readonly string[] {
    return this.definition.pages;
  }

  get id(): string {
    return this.record.filing;
  }

  get business(): Business {
    return this.record.business as Business;
  }

  /** Where to go on: the first page that is not complete; of one just begun the first. */
  get resumeAt(): string {
    return this.record.draft === null ? this.pages[0]! : (this.pages.find((page) => this.form.validate(page).some(({ severity }) => severity === 'error')) ?? 'check');
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
      const to = { filing: this.id, item: slot.item, name: entry.name, sha256: entry.sha256 };
      const arrived = await upload(to, file, sent, signal);
      if (arrived.sm3 !== entry.sm3 || arrived.sha256 !== entry.sha256 || arrived.bytes !== entry.bytes) {
        return { errors: [{ code: 'material.altered', pointer: slot.pointer, severity: 'error', params: {} }] };
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof PortalError)) {
        throw error;
      }
      if (error.loggedOut) {
        this.events.expired();
      }
      const { correlation } = error;
      return { errors: error.errors.map((one) => ({ ...one, pointer: slot.pointer, params: { correlation, ...one.params } })) };
    }
    return prepared;
  }

  /** Where it does not get through, the portal offers the file again when the filing is next opened; that is said. */
  drop({ item }: MaterialSlot): void {
    portal.removeMaterial(this.id, item).catch((error: unknown) => {
      if (!(error instanceof PortalError)) {
        throw error;
      }
      if (error.loggedOut) {
        this.events.expired();
      } else if (error.passing) {
        this.events.refused(new PortalError(error.status, [{ code: 'material.not_removed', pointer: '', severity: 'error', params: { item } }], error.correlation));
      } else if (!error.has('material.none')) {
        this.events.refused(error);
      }
    });
  }

  /** Whether an error's pointer is that of an item. */
  has(pointer: string): boolean {
    return this.form.items().some((item) => item.pointer === pointer);
  }

  /** The canonical document that gets signed, or submitted as it is. */
  async submission(audience: string): Promise<string> {
    this.nonce ??= (await portal.nonce(this.id)).nonce;
    return this.form.submission({ audience, filing: this.id, nonce: this.nonce });
  }

  close(): void {
    this.sync.stop();
    this.form.close();
  }

  // What is at the portal stands in the manifest, and nothing else.
  #settleMaterials(arrived: readonly Entry[]): void {
    const { materials } = this.form.draft();
    const same = (one: Entry, other: Entry) => one.item === other.item && one.sm3 === other.sm3 && one.name === other.name;
    for (const entry of materials.filter((one) => !arrived.some((other) => same(one, other)))) {
      this.form.set(`/materials/${entry.item}`, null);
      this.materialsMissing ||= !arrived.some(({ item }) => item === entry.item);
    }
    for (const entry of arrived.filter((one) => !materials.some((other) => same(one, other)))) {
      this.form.set(`/materials/${entry.item}`, entry);
    }
  }
}
