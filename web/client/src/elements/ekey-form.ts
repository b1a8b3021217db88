import { html, render } from 'lit-html';
import { blocks, type Catalogue, type Change, type Draft, type EkeyError, type FormLayout, type FormSession, type FormTexts, type MaterialHandler } from '../index.js';
import { FormModel } from './form-model.js';
import { nodesOf, treeOf, type ItemNode } from './shown-tree.js';
import { check } from './views/check.js';
import { errorSummary, focusable } from './views/errors.js';
import { page } from './views/page.js';
import { FormView } from './views/view.js';
import { Wording } from './wording.js';

/** The page that shows every answer before it is submitted. */
export const checkPage = 'check';

const saveDelay = 1000; // milliseconds after the last change

/** Where a person wants to go: `ekey-page`. */
export interface PageChange {
  /** A page of the form, or `check`. */
  readonly page: string;
  /** The item that is wanted there. */
  readonly pointer?: string;
  /** From the check page, and to return there. */
  readonly back: boolean;
}

/** The events of `<ekey-form>`; none bubbles. */
export interface EkeyFormEvents {
  /** Answers have changed. */
  'ekey-change': CustomEvent<{ readonly changes: readonly Change[] }>;
  /** The draft, a second after the last change, or at once when the form leaves the page. It holds no bytes of files. */
  'ekey-save': CustomEvent<{ readonly draft: Draft }>;
  /** To another page; where it is prevented, the page sets `page` and `back` itself, and calls `arrive`. */
  'ekey-page': CustomEvent<PageChange>;
  /** From the check page, when nothing is wrong: the session has the submission. */
  'ekey-submit': CustomEvent<{ readonly session: FormSession }>;
}

/**
 * `<ekey-form>`: a form of any definition, in the page's own DOM. It draws itself when a property is set. Ids in it begin with `ekey-`;
 * one form a page. Nothing is said to be wrong before the person wants to go on.
 */
export class EkeyForm extends HTMLElement {
  #session: FormSession | undefined;
  #layout: FormLayout = { items: {} };
  #texts: FormTexts | undefined;
  #messages: Catalogue = {};
  #page = '';
  #buttons = true;
  #model: FormModel | undefined;
  #drawing = false;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #titlePrefix = '';

  /** After the next page that is right, back to the check page. */
  back = false;
  /** What becomes of chosen files; a form with materials needs one. */
  materials: MaterialHandler | undefined;

  /** The form that is filled. Another one ends what was under way. */
  get session(): FormSession | undefined {
    return this.#session;
  }
  set session(session: FormSession | undefined) {
    if (session === this.#session) {
      return;
    }
    this.#flush();
    this.#model?.end();
    this.#session = session;
    this.#model = session && new FormModel(session, (changes) => this.#changed(changes), () => this.#draw());
    this.#draw();
  }

  /** How items are shown: `forms/<id>.layout.json`. */
  get layout(): FormLayout {
    return this.#layout;
  }
  set layout(layout: FormLayout) {
    this.#layout = layout;
    this.#draw();
  }

  /** The form's texts in the language: `forms/<id>.<language>.json`. Another one changes words only. */
  get texts(): FormTexts | undefined {
    return this.#texts;
  }
  set texts(texts: FormTexts | undefined) {
    this.#texts = texts;
    this.#draw();
  }

  /** The package's catalogue in the language: `@ekey/client/messages/<language>.json`, or a larger one. */
  get messages(): Catalogue {
    return this.#messages;
  }
  set messages(messages: Catalogue) {
    this.#messages = messages;
    this.#draw();
  }

  /** The language of texts and messages, for whoever reads the page aloud: `zh-CN`, `en`. */
  get language(): string {
    return this.lang;
  }
  set language(language: string) {
    this.lang = language;
  }

  /** Which page of the form is shown; `check`: all answers; empty: the first. */
  get page(): string {
    return this.#page;
  }
  set page(name: string) {
    if (name !== this.#page) {
      this.#page = name;
      this.#model?.leave();
      this.#draw();
    }
  }

  /** Whether it has buttons to go on; without, the page calls `next`. */
  get buttons(): boolean {
    return this.#buttons;
  }
  set buttons(buttons: boolean) {
    this.#buttons = buttons;
    this.#draw();
  }

  /** True while it says that something is wrong: the document's title then begins so. */
  get wrong(): boolean {
    return blocks(this.#model?.errors ?? []);
  }

  /** @internal */
  connectedCallback(): void {
    this.#draw();
  }

  /** @internal */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#flush();
        this.#model?.end();
        this.#title('');
      }
    });
  }

  /** The page's button: on to what follows where nothing is wrong here. */
  next(): boolean {
    if (!this.validate()) {
      return false;
    }
    this.#flush();
    if (this.#page === checkPage) {
      this.#tell('ekey-submit', { session: this.#session });
    } else {
      const pages = this.#pages();
      this.#go(this.back ? checkPage : (pages[pages.indexOf(this.#shownPage()) + 1] ?? checkPage), undefined, false);
    }
    return true;
  }

  /** Says what is wrong on this page, on the check page in all of the form, and puts the focus there; true: nothing is. */
  validate(): boolean {
    const good = this.#model?.judge(this.#page === checkPage || this.#shownPage() === '' ? undefined : this.#shownPage()) ?? false;
    this.#render();
    if (!good) {
      this.focusErrors();
    }
    return good;
  }

  /** Says what a server found wrong, with pointers of items. */
  report(errors: readonly EkeyError[]): void {
    this.#model?.report(errors);
    this.#render();
    this.focusErrors();
  }

  /** Puts the focus on the summary of what is wrong, where there is one. */
  focusErrors(): void {
    this.#focus('ekey-errors');
  }

  /** Puts the focus where a page begins, or on an item. */
  arrive(pointer?: string): void {
    this.#render();
    const node = pointer === undefined ? undefined : [...nodesOf(this.#tree(this.#shownPage()))].find(({ item }) => item.pointer === pointer);
    this.#focus(node ? focusable(node) : 'ekey-heading');
  }

  #pages(): readonly string[] {
    const pages = Object.keys(this.#texts?.pages ?? {});
    return pages.length > 0 ? pages : [''];
  }

  #shownPage(): string {
    return this.#page === '' ? (this.#pages()[0] ?? '') : this.#page;
  }

  #tree(name: string): readonly ItemNode[] {
    return treeOf(this.#session?.items(name === '' ? undefined : name) ?? []);
  }

  #draw(): void {
    if (!this.#drawing) {
      this.#drawing = true;
      queueMicrotask(() => this.#drawing && this.#render());
    }
  }

  #render(): void {
    this.#drawing = false;
    const [model, texts] = [this.#model, this.#texts];
    if (!this.isConnected || !model || !texts) {
      return;
    }
    const wording = new Wording(texts, this.#messages);
    const view = new FormView(wording, this.#layout, model, this.#acts, () => this.#render());
    const name = this.#shownPage();
    const pages = this.#pages();
    const trees = new Map<string, readonly ItemNode[]>();
    const treeAt = (page: string) => trees.get(page) ?? trees.set(page, this.#tree(page)).get(page)!;
    const places = (pointer: string) => this.#place(pointer, name, pages, treeAt);
    const body =
      name === checkPage
        ? check(view, pages.map((one) => ({ page: one, tree: treeAt(one) })), this.#buttons)
        : page(view, wording.page(name), treeAt(name), this.back ? checkPage : pages[pages.indexOf(name) - 1], this.#buttons);
    render(html`${errorSummary(view, places)} ${body}`, this);
    this.#title(this.wrong ? wording.say('error.prefix') : '');
  }

  #place(pointer: string, shown: string, pages: readonly string[], treeAt: (page: string) => readonly ItemNode[]) {
    for (const one of [...pages].sort((left, right) => Number(right === shown) - Number(left === shown))) {
      const node = [...nodesOf(treeAt(one))].find(({ item }) => item.pointer === pointer);
      if (node) {
        return one === shown ? { node } : { node, page: one };
      }
    }
    return undefined;
  }

  readonly #acts = {
    go: (name: string, pointer: string | undefined, back: boolean) => this.#go(name, pointer, back),
    focus: (id: string) => this.#focus(id),
    next: () => void this.next(),
    insert: (node: ItemNode) => this.#insert(node),
    remove: (node: ItemNode, number: number) => this.#remove(node, number),
    attach: (pointer: string, file: File) => void this.#attach(pointer, file),
  };

  #go(name: string, pointer: string | undefined, back: boolean): void {
    if (this.#tell('ekey-page', { page: name, back, ...(pointer !== undefined && { pointer }) })) {
      this.page = name;
      this.back = back;
      this.arrive(pointer);
    }
  }

  #insert({ item, id }: ItemNode): void {
    const added = this.#model?.insert(item.pointer);
    this.#render();
    this.#focus(added ? `${id}-${item.count ?? 0}` : 'ekey-errors');
  }

  // To the one that took its place, the last one, or where one is added.
  #remove({ item, id }: ItemNode, number: number): void {
    const removed = this.#model?.remove(item.pointer, number);
    this.#render();
    const left = (item.count ?? 1) - 1;
    this.#focus(!removed ? 'ekey-errors' : left === 0 ? `${id}_add` : `${id}-${Math.min(number, left - 1)}`);
  }

  async #attach(pointer: string, file: File): Promise<void> {
    const model = this.#model;
    if (!model || !this.materials) {
      throw new TypeError('ekey-form: a form with materials needs its property "materials"');
    }
    const taken = await model.attach(pointer, file, this.materials);
    if (taken === false && model === this.#model) {
      this.#render();
      this.focusErrors();
    }
  }

  #changed(changes: readonly Change[]): void {
    this.#tell('ekey-change', { changes });
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#flush(), saveDelay);
  }

  #flush(): void {
    if (this.#saving !== undefined && this.#session) {
      clearTimeout(this.#saving);
      this.#saving = undefined;
      this.#tell('ekey-save', { draft: this.#session.draft() });
    }
  }

  #tell<K extends keyof EkeyFormEvents>(type: K, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
  }

  #focus(id: string): void {
    this.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }

  #title(prefix: string): void {
    const bare = this.#titlePrefix && document.title.startsWith(this.#titlePrefix) ? document.title.slice(this.#titlePrefix.length) : document.title;
    this.#titlePrefix = prefix;
    if (document.title !== prefix + bare) {
      document.title = prefix + bare;
    }
  }
}
