import type { Entry, MaterialLimits } from './material.js';
import type { EkeyError, Json, JsonObject } from './types.js';

/** A form, its version, and the SM3 digest of its definition. */
export interface FormReference {
  readonly id: string;
  readonly version: number;
  /** Of the definition's canonical form, lower-case hexadecimal. */
  readonly sm3: string;
}

/** What an item of a form is; `group` and `repeat` hold others. */
export type ItemType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'choice' | 'choices' | 'material' | 'group' | 'repeat';

/**
 * An answer as the session keeps it: a text of `text`, `decimal`, `date` (YYYY-MM-DD where it is a day) and `choice`, blank as "";
 * an integer, or the text that is none, of `integer`; texts of `choices`; null for a blank integer or boolean and for no material.
 */
export type Answer = Json | Entry;

/** What changed about one item: only members that changed are present. */
export interface Change {
  readonly pointer: string;
  /** Also where what is kept is not what was set. */
  readonly value?: Answer;
  readonly errors?: readonly EkeyError[];
  readonly relevant?: boolean;
  readonly required?: boolean;
  readonly readonly?: boolean;
  /** The values that may be chosen now. */
  readonly choices?: readonly string[];
  /** How many instances a repeat has. */
  readonly count?: number;
}

/** One item, or one instance's item, as it stands: all that a page needs to show it. */
export interface ShownItem {
  /** `/keys/1/login` */
  readonly pointer: string;
  /** Its pattern: the same with a star in place of each number. Texts and layout are found by it. */
  readonly item: string;
  readonly type: ItemType;
  /** Not asked, and not submitted, while false. */
  readonly relevant: boolean;
  /** What is wrong now, however little was filled in: when to say so is the page's to decide. */
  readonly errors: readonly EkeyError[];
  /** This and the following of what can be answered: not of a group or repeat. */
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly calculated?: boolean;
  readonly value?: Answer;
  /** Of `text`: characters at most. */
  readonly maxLength?: number;
  /** Of `choice` and `choices`: the values that may be chosen now, in order. */
  readonly choices?: readonly string[];
  /** Of a repeat: instances now, at least, at most. */
  readonly count?: number;
  readonly min?: number;
  readonly max?: number;
}

/** One material item of a form. */
export interface MaterialSlot extends MaterialLimits {
  readonly item: string;
  readonly pointer: string;
  readonly required: boolean;
  readonly present: boolean;
}

/** A warning that was confirmed: `FormSession.confirm`. */
export interface Confirmation {
  readonly pointer: string;
  readonly code: string;
}

/**
 * What is kept between two visits: give it to `Rules.open`. It holds what was answered, relevant or not, and of what was prefilled
 * only what was changed; nothing that is read-only or calculated, and no file.
 */
export interface Draft {
  readonly form: FormReference;
  readonly answers: JsonObject;
  readonly materials: readonly Entry[];
  readonly confirmed?: readonly Confirmation[];
}

/** What ties a submission to its portal and filing. */
export interface SubmissionReference {
  /** The portal's origin. */
  readonly audience: string;
  readonly filing: string;
  readonly nonce: string;
}
