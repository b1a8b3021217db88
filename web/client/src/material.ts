import type { EkeyError } from './types.js';

/** What a material may be. */
export interface MaterialLimits {
  /** Accepted media types: `image/jpeg`, `image/png`, `application/pdf`. */
  readonly types: readonly string[];
  /** The largest size accepted, in bytes. */
  readonly bytes: number;
  /** Width × height of a picture at most; by default 100,000,000. */
  readonly pixels?: number;
  /** Pages of a PDF at most; by default 1,000. */
  readonly pages?: number;
}

/** What a picture's header says. */
export interface Picture {
  /** In pixels, as stored: `orientation` may turn it. */
  readonly width: number;
  readonly height: number;
  /** Dots to the inch, to the nearest whole; 0: the file does not say. */
  readonly dpiX: number;
  readonly dpiY: number;
  /** EXIF's, 1–8. */
  readonly orientation: number;
}

/** What was found out about a file. */
export interface Inspected {
  /** Media type by content; `application/octet-stream` when unknown. */
  readonly type: string;
  readonly errors: readonly EkeyError[];
  /** Of JPEG, PNG, BMP, GIF, WebP and TIFF. */
  readonly picture?: Picture;
  /** Of a PDF. */
  readonly pages?: number;
  /** A PDF that opens without a password, though its owner has set one. */
  readonly encrypted?: boolean;
}

/** How a look at a file goes on: which bytes to give, or the verdict. */
export type InspectionStep =
  | { readonly inspection: number; readonly wants: { readonly offset: number; readonly length: number }; readonly done?: undefined }
  | { readonly done: Inspected };

/** One line of the manifest that gets signed: the answer to a material item. */
export interface Entry {
  readonly item: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sm3: string;
  readonly sha256: string;
}
