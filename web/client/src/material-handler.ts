import type { MaterialSlot } from './form-types.js';
import type { Hasher } from './hash.js';
import { prepareMaterial, type Material } from './materials.js';
import type { Rules } from './rules.js';
import type { Outcome } from './types.js';

/** How far a file is: looked at and digested, or on its way to a server. */
export interface MaterialProgress {
  readonly step: 'checking' | 'sending';
  /** Bytes done of this step. */
  readonly done: number;
  /** Bytes of the file. */
  readonly total: number;
}

/** What becomes of the files that a person chooses. */
export interface MaterialHandler {
  /**
   * Makes a file fit to be an answer. Errors are shown at the item; what is thrown and has a code, too.
   * @param options.signal aborted when the person calls it off, chooses another file, or leaves; throw its reason then
   */
  take(
    slot: MaterialSlot,
    file: File,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: MaterialProgress) => void },
  ): Promise<Outcome<Material>>;
  /** The person took back what was taken for it. */
  drop?(slot: MaterialSlot): void;
}

/** The checks and digests of this package, and nothing sent: for pages that send files in their own way. */
export class Materials implements MaterialHandler {
  readonly #rules: Rules;
  readonly #hasher: () => Promise<Hasher>;

  /** @param hasher asked for at the first file, and again at each: give the same one */
  constructor(rules: Rules, hasher: () => Promise<Hasher>) {
    this.#rules = rules;
    this.#hasher = hasher;
  }

  /** Looks at the file and digests it. */
  async take(...[slot, file, { signal, onProgress }]: Parameters<MaterialHandler['take']>): Promise<Outcome<Material>> {
    const report = ({ done, total }: { done: number; total: number }) => onProgress({ step: 'checking', done, total });
    return prepareMaterial(this.#rules, await this.#hasher(), slot, file, { signal, onProgress: report });
  }
}
