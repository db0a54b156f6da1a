// SPDX-License-Identifier: Apache-2.0
// What the scripts that drive a browser share: a Chromium, signing in, and axe.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How long anything may take, in milliseconds: far longer than it does, since the machine may be slow or busy. */
export const patience = 180_000;

/** Starts Chromium; without one, says what to install and ends. */
export function launch() {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) {
    console.error(
      'No Chromium was found: install one (apt-get install chromium) or set CHROMIUM to its path.',
    );
    process.exit(1);
  }
  return chromium.launch({
    executablePath: found,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** Fills in the identity provider's form, which the page has to show, and waits until it has led back. */
export async function fillInSignIn(page, base, person) {
  const password = process.env[`WEFT_PASSWORD_${person.toUpperCase()}`];
  if (password === undefined) {
    throw new Error(`WEFT_PASSWORD_${person.toUpperCase()} is not set.`);
  }
  await page.getByLabel('Username').fill(person);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await page.waitForURL((url) => url.href.startsWith(base));
}

/** Waits until a page shows what it is about. */
export async function settle(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('main [role="status"] .visually-hidden, [role="progressbar"]') === null,
  );
  await page.evaluate(() => document.fonts.ready);
}

/** What axe finds, worst first, as `{impact, id, text}`. */
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const order = ['critical', 'serious', 'moderate', 'minor'];
  return result.violations
    .map(({ impact, id, nodes }) => ({
      impact,
      id,
      text: `axe ${impact} ${id} (${nodes.length}): ${nodes[0].html.slice(0, 180)} ${
        id === 'color-contrast' ? (nodes[0].any[0]?.message ?? '') : ''
      }`.trimEnd(),
    }))
    .sort((a, b) => order.indexOf(a.impact) - order.indexOf(b.impact));
}
