/**
 * @ekey/client/elements: `<ekey-form>`. Importing it defines the element.
 * @packageDocumentation
 */
import { EkeyForm } from './ekey-form.js';

export { checkPage, EkeyForm, type EkeyFormEvents, type PageChange } from './ekey-form.js';

declare global {
  /** @ignore */
  interface HTMLElementTagNameMap {
    'ekey-form': EkeyForm;
  }
}

customElements.define('ekey-form', EkeyForm);
