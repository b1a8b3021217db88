// Signatures verified: natively, a second on one core; through the package in Chromium, milliseconds each with the module warm.
import { readFileSync } from 'node:fs';

import { withPage } from './browser.mjs';
import { natively } from './natively.mjs';
import { median } from './table.mjs';

const runs = 9;
const perRun = 50;

const fixture = (name) => [...readFileSync(new URL(`../../fixtures/signature/${name}`, import.meta.url))];

/** Milliseconds of each run's mean. */
const inPage = (page, signedData, anchor) =>
  page.evaluate(
    async ([file, authority, times, each]) => {
      const { Verifier } = await import('./index.js');
      const verifier = await Verifier.load();
      const options = { anchors: [Uint8Array.from(authority)], at: new Date('2026-11-23T08:00:00Z') };
      const bytes = Uint8Array.from(file);
      const found = [];
      for (let run = -1; run < times; run += 1) { // the first warms up
        const begin = performance.now();
        for (let i = 0; i < each; i += 1) {
          const { valid, errors } = verifier.verify(bytes, options);
          if (!valid) throw new Error(JSON.stringify(errors));
        }
        if (run >= 0) found.push((performance.now() - begin) / each);
      }
      return found;
    },
    [fixture(signedData), fixture(anchor), runs, perRun],
  );

export async function verification() {
  const files = { SM2: ['sm2-gbt35275.p7s', 'sm2.pem'], 'P-256': ['p256.p7s', 'p256.pem'], 'RSA-2048': ['rsa2048.p7s', 'rsa.pem'] };
  const rows = await withPage(async (page) => {
    const found = [];
    for (const [name, [signedData, anchor]] of Object.entries(files)) {
      const milliseconds = median(await inPage(page, signedData, anchor));
      found.push({ what: `verify(), ${name}, warm, in Chromium`, unit: 'ms', ekey: milliseconds, aim: '≤ 3' });
    }
    return found;
  });
  const perSecond = natively('signatures_bench', '.');
  const beside = { peer: 'the bare signature', value: perSecond.sm2Signature };
  const native = (what, name, aim) => {
    const ekey = perSecond[`sm2SignedData/${name}`];
    return { what: `${what}, natively on one core`, unit: '/s', ekey, ...beside, ratio: ekey / beside.value, aim };
  };
  return [
    ...rows,
    native('SM2, GB/T 35275, chain remembered', 'gbt35275_remembered', '≥ 2000'),
    native('SM2, GB/T 35275, chain afresh', 'gbt35275_afresh', '≥ 1000'),
    native('SM2, RFC 5652, chain remembered', 'cms_remembered', '≥ 2000'),
    native('SM2, RFC 5652, chain afresh', 'cms_afresh', '≥ 1000'),
  ];
}
