// The system's browsers, and what every page of ours must never do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium, firefox } from 'playwright-core';

import { holdAnswers } from './held-answers.mjs';

const patience = 20_000; // milliseconds; generous for a loaded machine
const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** With more arguments. */
export const chromiumWith = (more) => chromium.launch({ executablePath: process.env.EKEY_CHROMIUM ?? '/usr/bin/chromium', args: [...quiet, ...more] });
/** With preferences, by name. */
export const firefoxWith = (firefoxUserPrefs) =>
  firefox.launch({ channel: 'moz-firefox', executablePath: process.env.EKEY_FIREFOX ?? '/usr/bin/firefox-esr', firefoxUserPrefs });

/** Browsers that have no WebAssembly; Chromium's no compiler of JavaScript either, as where Edge guards "strictly". */
export const withoutWebAssembly = {
  chromium: () => chromiumWith(['--js-flags=--jitless']),
  firefox: () => firefoxWith({ 'javascript.options.wasm': false }),
};

export const browsers = { chromium: () => chromiumWith([]), firefox: () => firefoxWith({}) };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// A browser notes every port of the host that is silent or refuses, and every refusal of the portal: those are no faults of the page.
// Firefox also tells of what a page that is left was still fetching.
const expected = /127\.0\.0\.1:2893\d|Failed to load resource: the server responded with a status of 4\d\d|^The operation was aborted\. ?$/;

/** A page in a profile of its own. `faults` collects what went wrong in it; it has all of the answers once `held` resolves. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.faults = [];
  page.held = holdAnswers(context, page.faults);
  page.on('pageerror', ({ message }) => expected.test(message) || page.faults.push(`exception: ${message}`)); // Firefox: CORS refusals too
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text()) && !expected.test(message.location().url)) {
      page.faults.push(`console: ${message.text()} ${message.location().url}:${message.location().lineNumber}`);
      for (const argument of message.args()) argument.evaluate((one) => one?.stack).then((stack) => stack && page.faults.push(stack), () => {});
    }
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy violated: ${violatedDirective} ${blockedURI}`),
    );
  });
  return page;
}

export function assertFaultless(page) {
  assert.deepEqual(page.faults, []);
}

/** No violation of WCAG that axe-core calls serious or critical; with `all`, none that it finds. */
export async function assertAccessible(page, where, { all = false } = {}) {
  await page.evaluate(axe);
  // Colours on their way are those of no state.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished)));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }));
  const grave = violations.filter(({ impact }) => all || impact === 'serious' || impact === 'critical');
  assert.deepEqual(grave.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`), []);
}
