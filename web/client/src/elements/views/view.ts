// What every part of the page is drawn from.
import { nothing, type TemplateResult } from 'lit-html';
import { blocks, type EkeyError, type FormLayout, type ItemLayout, type ShownItem } from '../../index.js';
import type { FormModel } from '../form-model.js';
import { own } from '../lookup.js';
import type { ItemNode } from '../shown-tree.js';
import type { Wording } from '../wording.js';

export type View = TemplateResult | typeof nothing;

/** What a person does that is more than an answer. */
export interface Acts {
  /** To another page, or a place on it. `back`: to return to the check page afterwards. */
  readonly go: (page: string, pointer: string | undefined, back: boolean) => void;
  /** To a place on this page. */
  readonly focus: (id: string) => void;
  readonly next: () => void;
  readonly insert: (node: ItemNode) => void;
  readonly remove: (node: ItemNode, number: number) => void;
  readonly attach: (pointer: string, file: File) => Promise<void>;
  /** Takes back a file that was attached. */
  readonly detach: (node: ItemNode) => void;
}

export class FormView {
  constructor(
    readonly wording: Wording,
    readonly layout: FormLayout,
    readonly model: FormModel,
    readonly acts: Acts,
    /** Draws the page anew. */
    readonly update: () => void,
    /** The same, once no button of a mouse is down: what is being clicked at must not move away. */
    readonly updateSoon: () => void,
  ) {}

  errorsAt(pointer: string): readonly EkeyError[] {
    return this.model.errors.filter((error) => error.pointer === pointer);
  }

  isWrong(pointer: string): boolean {
    return blocks(this.errorsAt(pointer));
  }

  layoutOf(item: ShownItem): ItemLayout {
    return own(this.layout.items, item.item) ?? {};
  }
}

/** Names of ids for aria-describedby, or none. */
export const names = (...ids: readonly (string | false | undefined)[]): string | typeof nothing => ids.filter(Boolean).join(' ') || nothing;
