/**
 * @ekey/client: the rules, the digests and the signer, for pages.
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" preserve="true" />
export * from './types.js';
export * from './failures.js';
export * from './texts.js';
export * from './form-texts.js';
export * from './build-info.js';
export * from './form-types.js';
export * from './form-session.js';
export * from './draft.js';
export * from './material.js';
export * from './rules.js';
export * from './hash.js';
export * from './materials.js';
export * from './material-handler.js';
export * from './verify.js';
export * from './certificate-text.js';
export { progressInterval, type Progress } from './digest-blob.js';
export { compile, type Compiled, type ScriptModule, type WasmSource } from './wasm/loader.js';
export type { Algorithm, Digests } from './wasm/hash-module.js';
export type { SavedDigest } from './saved-digest.js';
export * from './electronic-key.js';
export { discover, type Found } from './signer-discovery.js';
export { loopbackPermission, type LoopbackPermission } from './signer-permission.js';
export * from './signer-failures.js';
export * from './signer.js';
export type { SignerOptions } from './signer-link.js';
export type {
  Capability,
  CertificateSummary,
  DiagnosisStep,
  DigestAlgorithm,
  Handle,
  Hello,
  LoginToken,
  Notices,
  OperationCancelledNotice,
  OperationProgressNotice,
  Program,
  TokenAddedNotice,
  TokenRemovedNotice,
  TokenSummary,
} from './generated/protocol.js';
