// verify() in Node, against the native program and the fixtures' own word.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { UsageError, Verifier, blocks, verify } from '../dist/index.js';
import { dist, read, checkout } from './support.mjs';
import { argumentsOf, cases, fixture, nativeAnswer } from './verify-support.mjs';

const verifier = await Verifier.load();
const named = (name) => cases.find((one) => one.name === name);

for (const one of cases) {
  test(`verify_${one.name}_isWhatTheNativeProgramSays`, () => {
    const found = verifier.verify(...argumentsOf(one));
    const native = nativeAnswer(one);
    assert.equal(found.errors.map(({ code }) => code).join(' '), one.codes);
    assert.equal(JSON.stringify(found), native.line);
    assert.equal(native.status, found.valid ? 0 : 1);
    assert.equal(found.valid, !blocks(found.errors));
  });
}

test('cases_everyCodeOfTheVerifier_isAmongThem', () => {
  const sources = ['signed_data', 'chain', 'revocation', 'verification', 'signed_document'].map((name) => read(checkout(`core/signature/${name}.cpp`)));
  const known = [...sources.join('\n').matchAll(/"((?:signature|certificate|crl)\.[a-z_]+)"/g)].map(([, code]) => code);
  const shown = new Set(cases.flatMap(({ codes }) => codes.split(' ')));
  // Too large a content is tested natively at its limit; a weak key stops at signature.algorithm; lists that cannot be read are the program's.
  const elsewhere = ['signature.size', 'certificate.algorithm', 'crl.malformed', 'crl.unsupported'];
  assert.deepEqual([...new Set(known)].filter((code) => !shown.has(code)).sort(), elsewhere.sort());
});

test('verify_ofTheModule_importsNothingButItsOwnEnd', () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(dist('ekey-verify.wasm'))));
  assert.deepEqual(imports.map(({ name }) => name).sort(), ['emscripten_notify_memory_growth', 'proc_exit']);
});

test('verify_byTheFunction_isTheSame', async () => {
  const found = await verify(...argumentsOf(named('sm2-gbt35275')));
  assert.equal(found.valid, true);
  assert.equal(found.signer.uscc, '91120000PDY00001X7');
});

test('verify_pemAsText_isTakenAsItsBytesAre', () => {
  const [signedData, options] = argumentsOf(named('sm2-cms'));
  const anchors = [new TextDecoder().decode(options.anchors[0])];
  assert.equal(verifier.verify(new TextDecoder().decode(signedData), { ...options, anchors }).valid, true);
});

test('verify_otherAnchorsBetweenCalls_areNotThoseRemembered', () => {
  const [signedData, options] = argumentsOf(named('sm2-gbt35275'));
  const stranger = { ...options, anchors: [fixture('stranger.pem')] };
  for (const [asked, valid] of [[options, true], [stranger, false], [options, true], [{ ...options, anchors: [] }, false]]) {
    assert.equal(verifier.verify(signedData, asked).valid, valid);
  }
});

test('verify_withoutATime_isNow', () => {
  const [signedData, { at: _, ...options }] = argumentsOf(named('sm2-gbt35275'));
  const code = (asked) => verifier.verify(signedData, asked).errors[0]?.code;
  const until = Date.parse(verifier.verify(signedData, { ...options, at: new Date('2026-11-23T08:00:00Z') }).signer.notAfter);
  assert.equal(code(options), Date.now() > until ? 'certificate.expired' : undefined);
});

test('verify_whatTheProgramGotWrong_isThrown', () => {
  const [signedData, options] = argumentsOf(named('sm2-gbt35275'));
  const refused = (changed, pattern) => assert.throws(() => verifier.verify(signedData, { ...options, ...changed }), pattern);
  refused({ at: new Date('never') }, UsageError);
  refused({ anchors: ['text'] }, /certificate\.malformed at '\/anchors\/0'/);
  refused({ anchors: [fixture('sm2.pem'), fixture('good.crl')] }, /pem\.none at '\/anchors\/1'/);
  refused({ revocationLists: ['text'] }, /crl\.malformed at '\/revocationLists\/0'/);
  refused({ anchors: Array(101).fill('text') }, /member\.length at '\/anchors'/);
  refused({ at: new Date('-000001-01-01T00:00:00Z') }, UsageError);
});

test('verify_moreThanARequestTakes_isThrownAndTheNextCallWorks', () => {
  const [signedData, options] = argumentsOf(named('sm2-gbt35275'));
  assert.throws(() => verifier.verify(signedData, { ...options, content: new Uint8Array(13_000_000) }), /12 MB/);
  assert.equal(verifier.verify(signedData, options).valid, true);
});

test('verify_contentAtItsLimitAndOnePast_isLookedAtAndRefused', () => {
  const [signedData, options] = argumentsOf(named('sm2-detached'));
  const code = (bytes) => verifier.verify(signedData, { ...options, content: new Uint8Array(bytes) }).errors[0].code;
  assert.equal(code(1_048_576), 'signature.digest');
  assert.equal(code(1_048_577), 'signature.size');
});

test('verify_anyByteAltered_isNeverValidAndNeverTraps', () => {
  const [signedData, options] = argumentsOf(named('sm2-gbt35275'));
  const [anchor] = options.anchors;
  const unsigned = [29, 41]; // digestAlgorithms, which repeats what the signer's own, signed field says
  for (let at = 0; at < signedData.length; at += 7) {
    if (at >= unsigned[0] && at < unsigned[1]) continue;
    const altered = signedData.slice();
    altered[at] ^= 0x41;
    const anchors = at % 2 ? [anchor] : [anchor, anchor]; // others than before: no chain is remembered
    assert.equal(verifier.verify(altered, { ...options, anchors }).valid, false, `byte ${at}`);
  }
});

test('verify_intermediateLeftOutAfterItsChainIsKnown_isStillValid', () => {
  const [signedData, options] = argumentsOf(named('sm2-gbt35275'));
  const damaged = signedData.slice();
  damaged[1083] ^= 0x41; // the last byte of the issuing authority's signature
  const stranger = { ...options, anchors: [fixture('stranger.pem')] };
  verifier.verify(signedData, stranger); // forgets
  assert.equal(verifier.verify(damaged, options).errors[0].code, 'certificate.signature');
  assert.equal(verifier.verify(signedData, options).valid, true);
  assert.equal(verifier.verify(damaged, options).valid, true);
});

test('certificate_isWhatItSays', () => {
  const { result } = verifier.certificate(fixture('sm2.pem'));
  assert.equal(result.commonName, '测试根');
  assert.deepEqual(result.uses, ['authority']);
  assert.equal(verifier.certificate('text').errors[0].code, 'certificate.malformed');
});
