import { build } from './generated/build.js';

/** What one of the package's files must be. */
export interface FileIdentity {
  /** Its length. */
  readonly bytes: number;
  /** SM3, GB/T 32905-2016: 64 lower-case hexadecimal digits. */
  readonly sm3: string;
  /** SHA-256, FIPS 180-4: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** The same SHA-256 as browsers take it: `fetch(url, { integrity })`. */
  readonly integrity: string;
}

/** The package's version. */
export const version: string = build.version;

/** The commit that it was built from; `-dirty` is appended for a changed checkout, and outside of one it is `unknown`. */
export const commit: string = build.commit;

/** The modules of this very build, by file name: WebAssembly, and those that are there as scripts too. */
export const modules = build.modules as Readonly<Record<`ekey-${'forms' | 'hash' | 'materials'}.wasm${'' | '.js'}` | 'ekey-verify.wasm', FileIdentity>>;
// `as`: a build `--without-verify`, which is never packed, lacks the last.
