// A module for browsers that refuse WebAssembly. wasm2js writes one instance with imports of its own and memory without a limit;
// src/wasm/loader.ts makes instances, and the allocators rely on the limit (wasm/CMakeLists.txt, MOST).
import { readFileSync } from 'node:fs';

import { transform } from 'esbuild';

const growing = /function __wasm_memory_grow\(pagesToAdd\) \{[^]*?\n \}\n/;

/** `path`: of the module; its script lies beside it. Gives the script that exports, as its default, a function from imports to exports. */
export async function scriptModule(path) {
  const [made, instance] = readFileSync(`${path}.js`, 'utf8').split(/^var retasmFunc = asmFunc\(/m);
  const text = made.replaceAll(/^import .*;$/gm, '').replace(growing, (whole) => limited(whole, mostPages(readFileSync(path))));
  if (instance === undefined || !/^function asmFunc\(/m.test(text) || /^(im|ex)port\b/m.test(text) || !text.includes('mostPages')) {
    throw new Error(`${path}.js is not as wasm2js 108 writes it`);
  }
  const { code } = await transform(`${text}export default asmFunc;\n`, { minify: true, format: 'esm', charset: 'utf8', legalComments: 'none' });
  return code;
}

/** wasm2js's function, made to answer as memory.grow does: -1 where there is no more. */
const limited = (grow, mostPages) => `${grow.replace('__wasm_memory_grow', 'grow')}
 function __wasm_memory_grow(pagesToAdd) {
  var mostPages = ${mostPages};
  if (pagesToAdd < 0 || __wasm_memory_size() + pagesToAdd > mostPages) return -1;
  try {
   return grow(pagesToAdd);
  } catch {
   return -1;
  }
 }
`;

/** Of the memory that the module defines: WebAssembly core specification, 5.5.8. */
function mostPages(bytes) {
  let at = 8; // magic number and version
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const end = number() + at;
    if (section === 5) {
      const [memories, flags] = [number(), number()];
      number(); // at the start
      if (memories === 1 && flags === 1) return number();
      break;
    }
    at = end;
  }
  throw new Error('the module has no memory with a limit');
}
