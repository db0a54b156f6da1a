// SPDX-License-Identifier: Apache-2.0
// Takes every page in both themes and two widths into `screenshots/`, and has axe look at each:
//   npm run screenshots -- BASE_URL [part of a page's name]
// Signs in first when WEFT_USER and WEFT_PASSWORD are set. Exits with 1 when a page breaks a rule of accessibility or of
// the page's content policy, or logs an error. Needs a Chromium: CHROMIUM, or one of the usual places.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, only] = process.argv.slice(2);
if (base === undefined) {
  console.error('Say where the catalog is: npm run screenshots -- http://127.0.0.1:18088');
  process.exit(1);
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = 'screenshots';
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
let problems = 0;
try {
  const session = await signIn();
  const pages = (await listPages(session)).filter(([name]) => only === undefined || name.includes(only));
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      problems += await takeAll(pages, session, colorScheme, width);
    }
  }
  console.log(`${pages.length} pages, each in 2 themes and 2 widths, are in ${folder}/.`);
} finally {
  await browser.close();
}
process.exit(problems === 0 ? 0 : 1);

async function takeAll(pages, session, colorScheme, width) {
  const context = await browser.newContext({
    baseURL: base,
    colorScheme,
    viewport: { width, height: 900 },
    // Axe is added from outside, which the policy would refuse; violations by the page itself are still reported.
    bypassCSP: false,
    storageState: session,
    reducedMotion: 'reduce',
  });
  let found = 0;
  const page = await context.newPage();
  let said = [];
  page.on('console', (message) => {
    // A status that the page shows as a problem is no mistake of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      said.push(message.text());
    }
  });
  page.on('pageerror', (error) => said.push(String(error)));
  for (const [name, path] of pages) {
    said = [];
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(
      () => document.querySelector('main [role="status"] .visually-hidden, [role="progressbar"]') === null,
    );
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    for (const line of [...said, ...(await inspect(page, width))]) {
      found += 1;
      console.error(`${name} (${colorScheme}, ${width}): ${line}`);
    }
  }
  await context.close();
  return found;
}

async function inspect(page, width) {
  const lines = [];
  const content = await page.evaluate(() => document.documentElement.scrollWidth);
  if (content > width) {
    lines.push(`is ${content} px wide: it scrolls sideways`);
  }
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of result.violations) {
    const [first] = violation.nodes;
    lines.push(
      `axe ${violation.impact} ${violation.id} (${violation.nodes.length}): ${first.html.slice(0, 180)}`,
    );
    if (violation.id === 'color-contrast') {
      lines.push(`  ${first.any[0]?.message ?? ''}`);
    }
  }
  return lines;
}

async function signIn() {
  const { WEFT_USER: user, WEFT_PASSWORD: password } = process.env;
  if (user === undefined || password === undefined) {
    return undefined;
  }
  const context = await browser.newContext({ baseURL: base });
  const page = await context.newPage();
  await page.goto('/auth/sign-in?return=/');
  await page.fill('#username', user);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
  await page.waitForURL((url) => url.href.startsWith(base));
  const state = await context.storageState();
  await context.close();
  return state;
}

/** The pages there are; for those about one thing, the first thing that is found. */
async function listPages(session) {
  const context = await browser.newContext({ baseURL: base, storageState: session });
  const get = async (path) => {
    const response = await context.request.get(path, { headers: { 'X-Requested-With': 'weft-ui' } });
    return response.ok() ? response.json() : undefined;
  };
  const [requests, changes, inbox] = [
    await get('/api/v1/access-requests?mine=true'),
    await get('/api/v1/change-requests?state=open'),
    await get('/api/v1/inbox'),
  ];
  await context.close();
  const product = '/p/reviews/enriched-reviews';
  return [
    ['home', '/'],
    ['search', '/search?q=revews'],
    ['search-all', '/search?type=aggregate'],
    ['search-nothing', '/search?q=zzzz'],
    ['domains', '/domains'],
    ['domain', '/domains/reviews'],
    ['product', product],
    ['ports', `${product}/ports/enriched@v1`],
    ['lineage', `${product}/lineage`],
    ['consumers', `${product}/consumers`],
    ['use', `${product}/use`],
    ['request-access', `${product}/request`],
    ['requests', '/requests'],
    ...(requests ?? []).slice(0, 3).map((each, index) => [`request-${index}`, `/requests/${each.id}`]),
    ['inbox', '/inbox'],
    ['changes', '/changes'],
    ...[...(changes ?? []), ...(inbox?.approvals ?? [])]
      .slice(0, 2)
      .map((each, index) => [`change-${index}`, `/changes/${each.number}`]),
    ['platform', '/platform'],
    ['product-missing', '/p/reviews/no-such-product'],
    ['product-gone', '/p/reviews/gone'],
    ['no-such-page', '/no/such/page'],
  ];
}

function findChromium() {
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
  return found;
}
