// Run by npm before it packs: refuses a dist/ that is not what these sources give. The remedy is the same for all. Then adds the licence.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { commitOf, differing, inputs, outputs } from './provenance.mjs';

const record = fileURLToPath(new URL('dist/build.json', import.meta.url));

function stale() {
  if (!existsSync(record)) {
    return 'nothing is built';
  }
  const built = JSON.parse(readFileSync(record, 'utf8'));
  if (!('web/client/dist/ekey-verify.wasm' in built.outputs)) {
    return 'built without the verify module';
  }
  const changed = differing(built.inputs, inputs());
  if (changed.length > 0) {
    return `changed since the build: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ', …' : ''}`;
  }
  const altered = differing(built.outputs, outputs());
  if (altered.length > 0) {
    return `altered after the build: ${altered.slice(0, 5).join(', ')}`;
  }
  const commit = commitOf();
  return built.commit === commit ? '' : `built from commit ${built.commit}, this is ${commit}`;
}

const reason = stale();
if (reason) {
  console.error(`prepack.mjs: refused, ${reason}; build anew: cmake --build --preset wasm && npm run --workspace @ekey/client build`);
  process.exit(1);
}

// npm takes a licence from the package's own folder only.
copyFileSync(fileURLToPath(new URL('../../LICENSE', import.meta.url)), fileURLToPath(new URL('LICENSE', import.meta.url)));
