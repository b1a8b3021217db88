import { encodeBase64 } from './base64.js';
import type { InspectionStep, MaterialLimits } from './material.js';
import { JsonModule } from './wasm/json-module.js';
import type { Compiled } from './wasm/loader.js';

/** One instance of the materials module: what a file is, read piece by piece as it asks for them. */
export class Inspector {
  readonly #module: JsonModule;

  constructor(module: Compiled) {
    this.#module = new JsonModule(module, 'ekey_materials_call');
  }

  /** Begins a look at a file. At most 4 are under way at once. */
  begin(name: string, bytes: number, { types, bytes: most, pixels, pages }: MaterialLimits): InspectionStep {
    const limits = { types, bytes: most, ...(pixels && { pixels }), ...(pages && { pages }) };
    return this.#step('inspect', { name, bytes, limits });
  }

  /** Gives what the look wants; fewer bytes: the file has ended. */
  give(inspection: number, bytes: Uint8Array): InspectionStep {
    return this.#step('give', { inspection, bytes: encodeBase64(bytes) });
  }

  /** Ends a look without a verdict. */
  abandon(inspection: number): void {
    this.#module.call('abandon', { inspection });
  }

  #step(op: string, request: Readonly<Record<string, unknown>>): InspectionStep {
    const outcome = this.#module.call<InspectionStep>(op, request);
    return outcome.errors ? { done: { type: 'application/octet-stream', errors: outcome.errors } } : outcome.result;
  }
}
