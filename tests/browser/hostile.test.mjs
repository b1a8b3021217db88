// A site that nobody listed tries all that a page can do to a host on loopback. It is never asked by the browser here, as a page on
// loopback itself is not: only the host stands in its way.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { chromiumWith } from './support/browsers.mjs';
import { connects, opened, servePages } from './support/pages.mjs';
import { hostPorts, pin, World } from './support/world.mjs';

const nonce = 'A'.repeat(43) + '=';
const paths = ['/', '/health', '/ekey.v1', '/ekey.v1/', '/EKEY.V1', '//health', '/health?x=1', '/..%2fhealth', '/favicon.ico', '/.well-known/webcrypto-socket'];
const hello = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: { protocol: 'ekey.v1', client: { name: 'evil', version: '1' } } });
const evilName = 'evil.test';

let world, browser, hostile, listed, page;
before(async () => {
  world = World.withoutPortal();
  [hostile, listed] = [await servePages({ policy: '', own: { '/': '<!doctype html><title>loaded</title>' } }), await servePages()];
  await world.startHost({ origins: [`http://localhost:${listed.port}`] });
  // Without the browser's own check, which would keep a name that leads to loopback from it before the host sees anything.
  browser = await chromiumWith([`--host-resolver-rules=MAP ${evilName} 127.0.0.1`, '--disable-features=LocalNetworkAccessChecks']);
  page = await opened(browser, `http://localhost:${hostile.port}/`);
});
after(async () => {
  await browser?.close();
  hostile?.stop();
  listed?.stop();
  await world?.end();
});

/** Whatever was tried: no window was opened, and the site that is listed is served. */
async function nothingHappened() {
  assert.doesNotMatch(world.windows(), new RegExp(`${hostile.port}|${evilName}`));
  const before = world.pinsAsked();
  const other = await opened(browser, `http://localhost:${listed.port}/`);
  assert.equal(await connects(other), 'ekey-host');
  world.willAnswer(`pin ${pin}`);
  assert.equal((await other.evaluate((given) => signer.authenticate(given), nonce)).format, 'web-eid:1.0');
  assert.equal(world.pinsAsked(), before + 1);
  await other.close();
}

test('hostile_fetchesOfEveryKind_readNothing', async () => {
  const read = await page.evaluate(async ([ports, all, body]) => {
    const told = [];
    const kinds = [
      { mode: 'cors' },
      { mode: 'cors', credentials: 'include' },
      { mode: 'cors', method: 'POST', body },
      { mode: 'cors', method: 'PUT', body, headers: { 'content-type': 'application/json' } },
      { mode: 'cors', headers: { 'x-origin': 'https://portal.example', 'sec-websocket-protocol': 'ekey.v1' } },
      { mode: 'no-cors' },
      { mode: 'no-cors', method: 'POST', body },
    ];
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
      for (const port of ports) {
        await Promise.all(all.flatMap((path) => kinds.map(async (kind) => {
          try {
            const answer = await fetch(`http://${name}:${port}${path}`, kind);
            const text = await answer.text();
            if (answer.type !== 'opaque' || text !== '') told.push([name, path, kind, answer.status, text]);
          } catch {
            // what a page is to find
          }
        })));
      }
    }
    return told;
  }, [[world.host.port], paths, hello]);
  assert.deepEqual(read, []);
  await nothingHappened();
});

test('hostile_everyPort_isSilentToCors', async () => {
  const read = await page.evaluate((ports) => Promise.all(ports.map((port) => fetch(`http://127.0.0.1:${port}/health`).then(({ status }) => status, () => 'nothing'))), hostPorts);
  assert.deepEqual(read, hostPorts.map(() => 'nothing'));
});

test('hostile_socketsWithEverySubprotocol_neverOpen', async () => {
  const found = await page.evaluate(async ([port, all, message]) => {
    const offers = [undefined, 'ekey.v1', 'ekey.v2', 'EKEY.V1', ['ekey.v1', 'other'], ['other', 'ekey.v1'], 'chat'];
    const tried = all.filter((path) => !path.includes('%')).flatMap((path) => offers.map((offer) => [path, offer]));
    return Promise.all(tried.map(([path, offer]) => new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, offer);
      socket.onopen = () => (socket.send(message), resolve(`open ${path} ${offer}`));
      socket.onmessage = ({ data }) => resolve(`message ${data}`);
      socket.onclose = ({ code, reason }) => resolve(`${code}${reason}`);
    })));
  }, [world.host.port, paths, hello]);
  assert.deepEqual([...new Set(found)], ['1006']);
  await nothingHappened();
});

test('hostile_socketsByHundreds_costNobodyElseAnything', async () => {
  const codes = await page.evaluate(async (port) => {
    const sockets = Array.from({ length: 400 }, () => new WebSocket(`ws://127.0.0.1:${port}/ekey.v1`, 'ekey.v1'));
    return Promise.all(sockets.map((socket) => new Promise((resolve) => {
      socket.onopen = () => resolve('open');
      socket.onclose = ({ code }) => resolve(code);
    })));
  }, world.host.port);
  assert.deepEqual([...new Set(codes)], [1006]);
  await nothingHappened();
});

test('hostile_whileItGoesOnConnecting_theListedSiteIsServed', async () => {
  await page.evaluate((port) => {
    globalThis.going = true;
    const again = () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/ekey.v1`, 'ekey.v1');
      socket.onclose = () => globalThis.going && again();
    };
    for (let at = 0; at < 30; ++at) again();
  }, world.host.port);
  await nothingHappened();
  await page.evaluate(() => (globalThis.going = false));
});

test('hostile_elementsThatLoadTheHostsAddress_loadNothing', async () => {
  const found = await page.evaluate(async ([port, all]) => {
    const makers = {
      img: (url) => ({ src: url }),
      script: (url) => ({ src: url }),
      video: (url) => ({ src: url }),
      link: (url) => ({ rel: 'stylesheet', href: url }),
      embed: (url) => ({ src: url }),
    };
    const load = (tag, url) => new Promise((resolve) => {
      const element = Object.assign(document.createElement(tag), makers[tag](url));
      element.onload = element.onloadeddata = () => resolve(`${tag} loaded ${url}`);
      element.onerror = () => resolve('error');
      document.body.append(element);
    });
    const names = Object.keys(makers).filter((tag) => tag !== 'embed'); // that one tells of nothing
    const results = await Promise.all(all.flatMap((path) => names.map((tag) => load(tag, `http://127.0.0.1:${port}${path}`))));
    const source = new EventSource(`http://127.0.0.1:${port}/health`);
    results.push(await new Promise((resolve) => ([source.onopen, source.onerror] = [() => resolve('source open'), () => resolve('error')])));
    source.close();
    return [...new Set(results)];
  }, [world.host.port, paths]);
  assert.deepEqual(found, ['error']);
  await nothingHappened();
});

test('hostile_framesAndForms_showNothingAndDoNothing', async () => {
  const seen = await page.evaluate(async ([port, all, body]) => {
    const texts = [];
    const framed = (fill) => new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = `f${Math.random()}`;
      document.body.append(frame);
      frame.onload = () => {
        try {
          texts.push(frame.contentDocument.body.textContent);
        } catch {
          texts.push(''); // another origin's: not for this page
        }
        resolve();
      };
      fill(frame);
    });
    for (const path of all) {
      await framed((frame) => (frame.src = `http://127.0.0.1:${port}${path}`));
    }
    for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      await framed((frame) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: `http://127.0.0.1:${port}/ekey.v1`, enctype, target: frame.name });
        form.append(Object.assign(document.createElement('input'), { name: body.slice(0, -1), value: body.slice(-1) }));
        document.body.append(form);
        form.submit();
      });
    }
    navigator.sendBeacon(`http://127.0.0.1:${port}/ekey.v1`, body);
    return texts.filter((text) => text !== '');
  }, [world.host.port, paths, hello]);
  assert.deepEqual(seen, []);
  await nothingHappened();
});

test('hostile_rebinding_aNameThatLeadsToLoopbackGetsAnEmpty403', async () => {
  const rebound = `http://${evilName}:${world.host.port}`;
  const tab = await browser.newPage();
  // The attacker's page as it came from the attacker's own address, before the name was bound to this computer.
  await tab.route(`${rebound}/attack`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>attack</title>' }));
  await tab.goto(`${rebound}/attack`);
  const found = await tab.evaluate(async (all) => {
    const answers = await Promise.all(all.map(async (path) => {
      const answer = await fetch(path); // of its own origin: all of it may be read
      return { status: answer.status, text: await answer.text(), headers: [...answer.headers].map(([name]) => name) };
    }));
    const socket = new WebSocket(`ws://${location.host}/ekey.v1`, 'ekey.v1');
    const opened = await new Promise((resolve) => ([socket.onopen, socket.onclose] = [() => resolve(true), () => resolve(false)]));
    return { origin: location.origin, answers, opened };
  }, ['/', '/health', '/ekey.v1', '/health?x']);
  assert.equal(found.origin, rebound);
  assert.equal(found.opened, false);
  for (const { status, text, headers } of found.answers) {
    assert.ok(status === 403 || status === 404, `${status}`);
    assert.equal(text, '');
    assert.deepEqual(headers.filter((name) => !['connection', 'content-length'].includes(name)), []);
  }
  assert.deepEqual(found.answers.slice(1, 3).map(({ status }) => status), [403, 403]);
  await tab.close();
  await nothingHappened();
});
