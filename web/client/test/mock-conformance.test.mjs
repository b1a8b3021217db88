// The mock does what a real host does: the same cases as tests/browser/conformance.test.mjs.
import { test } from 'node:test';

import { MockSigner } from '../dist/mock/index.js';
import cases from './signer-cases.mjs';

const steps = {
  consent: { does: 'consent' },
  cancel: { does: 'fail', code: 'user.cancelled' },
  wait: { does: 'wait' },
  wrong: { does: 'fail', code: 'pin.incorrect', params: { state: 'unknown' } },
};

class MockWorld {
  origin = 'https://portal.example';
  rights = ['authenticate', 'sign'];

  constructor(deterministic) {
    this.deterministic = deterministic;
  }

  async connect({ rights = this.rights, ...options } = {}) {
    this.signer = await MockSigner.connect({ origin: this.origin, capabilities: rights, deterministic: this.deterministic, ...options });
    this.anchors = [this.signer.authority];
    return this.signer;
  }

  person(answer) {
    this.signer.script(steps[answer]);
  }

  windowOpens() {
    return new Promise((resolve) => setImmediate(resolve)); // the mock's stands open as soon as it is called
  }
}

for (const deterministic of [false, true]) {
  for (const [name, run] of cases) {
    test(`${deterministic ? 'deterministicMock' : 'mock'}_${name}`, () => run(new MockWorld(deterministic)));
  }
}
