// A public site by https that reaches a real host on loopback: what the browser asks first, and what the page is told.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { firefoxWith, chromiumWith } from './support/browsers.mjs';
import { connects, opened, publicName, servePages } from './support/pages.mjs';
import { pin, someHostListens, World } from './support/world.mjs';

const nonce = 'A'.repeat(43) + '=';
let world, site;
before(async () => {
  world = World.withoutPortal();
  site = await servePages({ folder: world.folder });
});
after(async () => {
  site?.stop();
  await world?.end();
});

/** In a browser context of its own. */
async function visit(browser, address, steps, prepare = async () => {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    await prepare(context);
    await steps(await opened(context, address));
  } finally {
    await context.close();
  }
}

async function logsIn(page) {
  world.willAnswer(`pin ${pin}`);
  const token = await page.evaluate((given) => signer.authenticate(given), nonce);
  assert.equal(token.format, 'web-eid:1.0');
  assert.ok(world.windows().includes(new URL(page.url()).origin), 'the window names the site');
}

describe('chromium', () => {
  const origin = `https://${publicName}`;
  let browser;
  before(async () => {
    const rules = [`--host-resolver-rules=MAP ${publicName} 127.0.0.1:${site.port}`, `--ip-address-space-overrides=127.0.0.1:${site.port}=public`];
    browser = await chromiumWith(rules);
  });
  after(() => browser?.close());

  const grant = (context) => context.grantPermissions(['local-network-access'], { origin });
  /** What a person says at the browser's question, or an administrator's policy for them. */
  async function setting(page, value) {
    const { targetInfo } = await (await page.context().newCDPSession(page)).send('Target.getTargetInfo');
    const { browserContextId } = targetInfo;
    const session = await browser.newBrowserCDPSession();
    for (const name of ['loopback-network', 'local-network-access']) {
      await session.send('Browser.setPermission', { permission: { name }, setting: value, origin, browserContextId });
    }
  }

  test('chromium_granted_connectsAndLogsIn', async () => {
    await world.startHost({ origins: [origin] });
    await visit(browser, origin, async (page) => {
      assert.equal(await page.evaluate(() => ekey.loopbackPermission()), 'granted');
      assert.equal(await connects(page), 'ekey-host');
      await logsIn(page);
    }, grant);
  });

  test('chromium_denied_isDeniedAndConnectsOnceAllowedWithoutAReload', async () => {
    await world.startHost({ origins: [origin] });
    await visit(browser, origin, async (page) => {
      await setting(page, 'denied');
      assert.equal(await page.evaluate(() => ekey.loopbackPermission()), 'denied');
      assert.equal(await connects(page), 'signer.denied');
      await setting(page, 'granted');
      assert.equal(await connects(page), 'ekey-host'); // without a reload
    });
  });

  test('chromium_headlessSoThatNobodyCanAnswerTheQuestion_isDeniedOrAsked', async () => {
    await world.startHost({ origins: [origin] });
    await visit(browser, origin, async (page) => {
      assert.equal(await page.evaluate(() => ekey.loopbackPermission()), 'prompt');
      assert.match(await connects(page), /^signer\.(denied|asked)$/);
    });
  });

  test('chromium_grantedButNotListed_isOrigin', async () => {
    await world.startHost({ origins: ['https://other.test'] });
    await visit(browser, origin, async (page) => assert.equal(await connects(page), 'signer.origin'), grant);
  });

  test('chromium_grantedAndNoHost_isAbsentAndAfterOneWasSeenStopped', async () => {
    await world.startHost({ origins: [origin] });
    await visit(browser, origin, async (page) => {
      const other = await someHostListens(world.host.port); // of whoever runs the tests
      await world.stopHost();
      assert.equal(await connects(page), other ? 'signer.origin' : 'signer.absent');
      await world.startHost({ origins: [origin] });
      assert.equal(await connects(page), 'ekey-host');
      await world.stopHost();
      assert.equal(await connects(page), other ? 'signer.origin' : 'signer.stopped');
    }, grant);
  });

  test('chromium_hostOlderThanThePageNeeds_isOld', async () => {
    await world.startHost({ origins: [origin] });
    await visit(browser, origin, async (page) => assert.equal(await connects(page, { atLeast: '999.0' }), 'signer.old'), grant);
  });

  test('chromium_pageByHttp_isInsecure', async () => {
    const plain = await servePages();
    const rules = [`--host-resolver-rules=MAP ${publicName} 127.0.0.1:${plain.port}`, `--ip-address-space-overrides=127.0.0.1:${plain.port}=public`];
    const other = await chromiumWith(rules);
    try {
      await visit(other, `http://${publicName}/`, async (page) => assert.equal(await connects(page), 'signer.insecure'));
    } finally {
      await other.close();
      plain.stop();
    }
  });

  // The grant belongs to the outermost site. One by the debugger overrides the page's policy, so that the policy itself is asked, too.
  for (const [title, allow, expected] of [
    ['onEveryLevel', 'loopback-network; local-network-access', true],
    ['nowhere', '', false],
  ]) {
    test(`chromium_frameOfAnotherSite_allowed_${title}_${expected ? 'mayReachTheHost' : 'mayNot'}`, async () => {
      await world.startHost({ origins: [origin] });
      const outer = 'https://outer.test';
      const frame = `<!doctype html><title>loaded</title><iframe src="${origin}/" allow="${allow}"></iframe>`;
      const embedder = await servePages({ folder: world.folder, policy: '', own: { '/': frame } });
      const spaces = [site, embedder].map(({ port }) => `127.0.0.1:${port}=public`).join(',');
      const names = `MAP ${publicName} 127.0.0.1:${site.port}, MAP outer.test 127.0.0.1:${embedder.port}`;
      const other = await chromiumWith([`--host-resolver-rules=${names}`, `--ip-address-space-overrides=${spaces}`]);
      try {
        await visit(other, `${outer}/`, async (page) => {
          const inner = await (await page.waitForSelector('iframe')).contentFrame();
          await inner.waitForFunction(() => document.title === 'loaded');
          const allows = (name) => inner.evaluate((feature) => document.featurePolicy.allowsFeature(feature), name);
          assert.deepEqual([await allows('loopback-network'), await allows('local-network-access')], [expected, expected]);
          if (expected) assert.equal(await connects(inner), 'ekey-host');
        }, (context) => context.grantPermissions(['local-network-access'], { origin: outer }));
      } finally {
        await other.close();
        embedder.stop();
      }
    });
  }
});

describe('firefox', () => {
  const origin = () => `https://${publicName}:${site.port}`;
  const asks = () => ({
    'network.dns.localDomains': publicName,
    'network.lna.enabled': true,
    'network.lna.blocking': true,
    'network.lna.websocket.enabled': true,
    'network.lna.address_space.public.override': `127.0.0.1:${site.port}`,
  });
  const allowed = { 'permissions.default.loopback-network': 1 };

  async function inFirefox(preferences, steps) {
    const browser = await firefoxWith(preferences);
    try {
      await visit(browser, `${origin()}/`, steps);
    } finally {
      await browser.close();
    }
  }

  test('firefox_allowed_connectsAndLogsIn', async () => {
    await world.startHost({ origins: [origin()] });
    await inFirefox({ ...asks(), ...allowed }, async (page) => {
      assert.equal(await connects(page), 'ekey-host');
      await logsIn(page);
    });
  });

  test('firefox_questionOpen_waitsForThePersonUntilThePageGivesUp', async () => {
    await world.startHost({ origins: [origin()] });
    await inFirefox(asks(), async (page) => {
      assert.equal(await page.evaluate(() => ekey.loopbackPermission()), 'prompt');
      const found = await page.evaluate(async () => {
        const abort = new AbortController();
        let settled = false;
        const connecting = ekey.Signer.connect({ signal: abort.signal }).catch((error) => error.message).finally(() => (settled = true));
        for (let silent = 0; silent < 20; ++silent) await fetch('http://127.0.0.1:28938/').catch(() => {}); // long after the silent ports have failed
        const waits = !settled;
        abort.abort(new Error('the page gave up'));
        return [waits, await connecting];
      });
      assert.deepEqual(found, [true, 'the page gave up']);
    });
  });

  test('firefox_noHost_isAbsentThoughTheQuestionWasNeverAsked', async () => {
    await world.stopHost();
    if (await someHostListens()) return; // Firefox asks because of it
    await inFirefox(asks(), async (page) => {
      assert.equal(await page.evaluate(() => ekey.loopbackPermission()), 'prompt');
      assert.equal(await connects(page), 'signer.absent');
    });
  });

  test('firefox_allowedButNotListed_isOrigin', async () => {
    await world.startHost({ origins: ['https://other.test'] });
    await inFirefox({ ...asks(), ...allowed }, async (page) => assert.equal(await connects(page), 'signer.origin'));
  });
});
