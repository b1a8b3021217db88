// A real host, worker and token do what the mock does: the same cases as web/client/test/mock-conformance.test.mjs.
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { Signer } from '../../web/client/dist/index.js';
import cases from '../../web/client/test/signer-cases.mjs';
import { pageOf } from './support/node-page.mjs';
import { pin, World } from './support/world.mjs';

const answers = { consent: `pin ${pin}`, cancel: 'cancel', wait: 'wait', wrong: 'pin 000000' };

class HostWorld {
  origin = 'http://localhost:8480';
  rights = ['authenticate', 'sign'];

  constructor(world) {
    this.world = world;
    this.anchors = world.authorities.map((file) => readFileSync(file));
  }

  /** A host of its own for each: nothing that another case did counts, such as windows that were refused. */
  async connect({ rights = this.rights, plugged = true, ...options } = {}) {
    await this.world.startHost({ origins: [this.origin], rights, tokens: [plugged ? 'demo' : 'none'] });
    this.signer = await Signer.connect(options);
    return this.signer;
  }

  person(answer) {
    this.world.willAnswer(answers[answer]);
  }

  windowOpens() {
    return this.world.windowOpens();
  }
}

let world, leave;
before(() => {
  world = World.withoutPortal();
  world.makeReaderWithoutToken('none');
  leave = pageOf('http://localhost:8480');
});
after(async () => {
  leave?.();
  await world?.end();
});

for (const [name, run] of cases) {
  test(`host_${name}`, async () => {
    const one = new HostWorld(world);
    try {
      await run(one);
    } finally {
      one.signer?.close();
    }
  });
}
