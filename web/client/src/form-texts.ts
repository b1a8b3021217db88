/** The texts of one item. Placeholders are as in the catalogues. */
export interface ItemTexts {
  /** What is asked. A group without one shows no frame; a repeat's names one instance, and its number is put behind. */
  readonly label?: string;
  /** How to answer, below the label. Of a material: {types} and {limit}. */
  readonly hint?: string;
  /** Of choices, and "true" and "false" of a boolean: what the values are called. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Of a repeat: on the button that adds an instance. */
  readonly add?: string;
  /** By code: what is said of an error at this item instead of the catalogue's text. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** The texts of a form in one language: `forms/<id>.<language>.json`. */
export interface FormTexts {
  /** What the form is called. */
  readonly title: string;
  /** The headings of its pages, in their order. */
  readonly pages: Readonly<Record<string, string>>;
  /** By pattern: `/authorisedUser/mobile`, with a star in place of an instance's number. */
  readonly items: Readonly<Record<string, ItemTexts>>;
  /** By code: what the form's own rules say where they are broken. */
  readonly rules?: Readonly<Record<string, string>>;
}

/** How one item is shown. */
export interface ItemLayout {
  /** Of a text: one line of a few characters, or several lines. Of a choice: up to seven are radio buttons unless told. */
  readonly appearance?: 'short' | 'long' | 'radios' | 'select';
  /** What the browser may fill in: a token of HTML's autofill. */
  readonly autocomplete?: string;
  /** Which keyboard a touch screen shows. */
  readonly inputmode?: string;
  /** Lines of a `long` text; by default 5. */
  readonly rows?: number;
}

/** How a form is shown in any language: `forms/<id>.layout.json`. */
export interface FormLayout {
  /** By pattern. */
  readonly items: Readonly<Record<string, ItemLayout>>;
}
