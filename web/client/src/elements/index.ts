/**
 * @ekey/client/elements: `<ekey-form>`. Importing it defines the element.
 * @packageDocumentation
 */
import { EkeyForm } from './ekey-form.js';

export { EkeyForm } from './ekey-form.js';
export * from './form-events.js';

declare global {
  /** @ignore */
  interface HTMLElementTagNameMap {
    'ekey-form': EkeyForm;
  }
}

customElements.define('ekey-form', EkeyForm);
