/**
 * @ekey/client/mock: plays the electronic key, for those who build pages and have neither key nor host. Nothing of it is part of
 * `@ekey/client`, and a page that goes to users must not load it.
 * @packageDocumentation
 */
export { MockSigner, type MockOptions } from './mock-signer.js';
export type { MockStep } from './mock-script.js';
