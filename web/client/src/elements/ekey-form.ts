import { render } from 'lit-html';
import { blocks, type Catalogue, type Change, type EkeyError, type FormLayout, type FormSession, type FormTexts, type MaterialHandler } from '../index.js';
import { FormActs } from './form-acts.js';
import { DraftTimer } from './draft-timer.js';
import { checkPage, type EkeyFormEvents } from './form-events.js';
import { FormModel } from './form-model.js';
import { PointerRest } from './pointer-rest.js';
import { nodesOf, treeOf } from './shown-tree.js';
import { TitlePrefix } from './title-prefix.js';
import { focusable } from './views/errors.js';
import { form } from './views/form.js';
import { FormView } from './views/view.js';
import { Wording } from './wording.js';

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
  #rendering = false;
  readonly #saving = new DraftTimer(() => this.#tell('ekey-save', { draft: this.#session?.draft() }));
  readonly #titlePrefix = new TitlePrefix();
  readonly #pointer = new PointerRest();
  #listening: AbortController | undefined;

  /** After the next page that is right, back to the check page. */
  back = false;
  /** What becomes of chosen files; a form with materials needs one. */
  materials: MaterialHandler | undefined;

  /** The form that is filled. Another one ends what was under way. */
  get session(): FormSession | undefined {
    return this.#session;
  }
  /** Ends what was under way with the one before. */
  set session(session: FormSession | undefined) {
    if (session === this.#session) {
      return;
    }
    this.#saving.now();
    this.#model?.end();
    this.#session = session;
    const changed = (changes: readonly Change[]) => (this.#tell('ekey-change', { changes }), this.#saving.soon());
    this.#model = session && new FormModel(session, changed, () => this.#draw());
    this.#draw();
  }

  /** How items are shown: `forms/<id>.layout.json`. */
  get layout(): FormLayout {
    return this.#layout;
  }
  /** Draws anew. */
  set layout(layout: FormLayout) {
    this.#layout = layout;
    this.#draw();
  }

  /** The form's texts in the language: `forms/<id>.<language>.json`. Another one changes words only. */
  get texts(): FormTexts | undefined {
    return this.#texts;
  }
  /** Draws anew. */
  set texts(texts: FormTexts | undefined) {
    this.#texts = texts;
    this.#draw();
  }

  /** The package's catalogue in the language: `@ekey/client/messages/<language>.json`, or a larger one. */
  get messages(): Catalogue {
    return this.#messages;
  }
  /** Draws anew. */
  set messages(messages: Catalogue) {
    this.#messages = messages;
    this.#draw();
  }

  /** The language of texts and messages, for whoever reads the page aloud: `zh-CN`, `en`. */
  get language(): string {
    return this.lang;
  }
  /** Sets `lang`. */
  set language(language: string) {
    this.lang = language;
  }

  /** Which page of the form is shown; `check`: all answers; empty: the first. */
  get page(): string {
    return this.#page;
  }
  /** Shows another one; nothing is said of it yet. */
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
  /** Draws anew. */
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
    this.#listening = new AbortController();
    this.#pointer.watch(document, this.#listening.signal);
    this.#draw();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#listening?.abort();
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#saving.now();
        this.#model?.end();
        this.#titlePrefix.set('');
      }
    });
  }

  /** The page's button: on to what follows where nothing is wrong here. */
  next(): boolean {
    if (!this.validate()) {
      return false;
    }
    this.#saving.now();
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
    const node = pointer === undefined ? undefined : [...nodesOf(treeOf(this.#session?.items(this.#shownPage() || undefined) ?? []))].find(({ item }) => item.pointer === pointer);
    this.#focus(node ? focusable(node) : 'ekey-heading');
  }

  #pages(): readonly string[] {
    const pages = Object.keys(this.#texts?.pages ?? {});
    return pages.length > 0 ? pages : [''];
  }

  #shownPage(): string {
    return this.#page === '' ? (this.#pages()[0] ?? '') : this.#page;
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
    if (this.#rendering) {
      this.#draw(); // a field that is taken out while it has the focus tells so in the middle of it
      return;
    }
    this.#rendering = true;
    try {
      this.#renderPage(model, texts);
    } finally {
      this.#rendering = false;
    }
  }

  #renderPage(model: FormModel, texts: FormTexts): void {
    const wording = new Wording(texts, this.#messages);
    const name = this.#shownPage();
    const pages = this.#pages();
    const acts = new FormActs(model, () => this.#render(), {
      go: (page, pointer, back) => this.#go(page, pointer, back),
      focus: (id) => this.#focus(id),
      next: () => void this.next(),
      materials: () => this.materials,
    });
    const view = new FormView(wording, this.#layout, model, acts, () => this.#render(), () => this.#pointer.run(() => this.#render()));
    render(form(view, name, pages, this.back ? checkPage : pages[pages.indexOf(name) - 1], this.#buttons), this);
    this.#titlePrefix.set(this.wrong ? wording.say('error.prefix') : '');
  }

  #go(name: string, pointer: string | undefined, back: boolean): void {
    if (this.#tell('ekey-page', { page: name, back, ...(pointer !== undefined && { pointer }) })) {
      this.page = name;
      this.back = back;
      this.arrive(pointer);
    }
  }

  #tell<K extends keyof EkeyFormEvents>(type: K, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
  }

  #focus(id: string): void {
    this.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }
}
