// How large a script is for those who load it.
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

import { transform } from 'esbuild';

/** Bytes of a script's text, minified and compressed. */
export async function shippedBytes(script) {
  const { code } = await transform(script, { minify: true, format: 'esm', charset: 'utf8' });
  return brotliCompressSync(code).length;
}

/** What is wrong with the size of a file, or nothing. */
export async function overBudget(path, most) {
  const bytes = await shippedBytes(readFileSync(path, 'utf8'));
  return bytes > most ? `${path} is ${bytes} bytes minified and compressed, ${most} are allowed` : undefined;
}
