// A module for browsers that refuse WebAssembly. wasm2js writes one instance with imports of its own; src/wasm/loader.ts makes instances.
import { readFileSync } from 'node:fs';

import { transform } from 'esbuild';

/** The script that exports, as its default, a function from the imports to the module's exports. */
export async function scriptModule(path) {
  const written = readFileSync(path, 'utf8');
  const [made, instance] = written.split(/^var retasmFunc = asmFunc\(/m);
  const text = made.replaceAll(/^import .*;$/gm, '');
  if (instance === undefined || !/^function asmFunc\(/m.test(text) || /^(im|ex)port\b/m.test(text)) {
    throw new Error(`${path} is not as wasm2js 108 writes it`);
  }
  const { code } = await transform(`${text}export default asmFunc;\n`, { minify: true, format: 'esm', charset: 'utf8', legalComments: 'none' });
  return code;
}
