// SPDX-License-Identifier: Apache-2.0
// Takes every page in both themes and two widths, and has axe look at each:
//   npm run screenshots -- BASE_URL [--only PART_OF_A_NAME] [--out FOLDER] [--docs FOLDER] [--width PIXELS]...
// With WEFT_PASSWORD_CARL and WEFT_PASSWORD_OLIVIA set (as `./weft screenshots` does), carl asks for access first, the
// pages are taken as he and she see them, and he takes the request back. `--docs` also takes the tutorial's pictures.
// Exits with 1 when a page breaks a rule of accessibility or of the page's content policy, logs an error, or scrolls
// sideways. Needs a Chromium: CHROMIUM, or one of the usual places.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillInSignIn, launch, patience, settle, violations } from './browser.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: 'screenshots' },
    docs: { type: 'string' },
    width: { type: 'string', multiple: true, default: ['1280', '390'] },
  },
});
const [base] = positionals;
if (base === undefined) {
  console.error('Say where the catalog is: npm run screenshots -- http://127.0.0.1:18088');
  process.exit(1);
}
const areSignedIn = process.env.WEFT_PASSWORD_CARL !== undefined;
const product = '/p/reviews/enriched-reviews';
const application = 'billing/revenue-report';
mkdirSync(options.out, { recursive: true });

const browser = await launch();
let problems = 0;
try {
  const carl = await signIn('carl');
  const olivia = await signIn('olivia');
  const asked = areSignedIn ? await askForAccess(carl) : undefined;
  try {
    const all = await listPages(carl, asked);
    const pages = all.filter(({ name }) => options.only === undefined || name.includes(options.only));
    const sessions = { carl, olivia, nobody: undefined };
    for (const colorScheme of ['light', 'dark']) {
      for (const width of options.width.map(Number)) {
        problems += await takeAll(pages, sessions, colorScheme, width);
      }
    }
    if (options.docs !== undefined) {
      await takeForDocs(pages, sessions, options.docs);
    }
    console.log(
      `${pages.length} pages, each in 2 themes and ${options.width.length} widths, are in ${options.out}/; ` +
        `${problems} problems.`,
    );
  } finally {
    if (asked !== undefined) {
      await call(carl, `/api/v1/change-requests/${String(asked.change)}/withdraw`, {});
    }
  }
} finally {
  await browser.close();
}
process.exit(problems === 0 ? 0 : 1);

async function takeAll(pages, sessions, colorScheme, width) {
  let found = 0;
  for (const person of Object.keys(sessions)) {
    const mine = pages.filter((each) => (each.as ?? 'carl') === person);
    const context = await open(sessions[person], colorScheme, width);
    const page = await context.newPage();
    let said = [];
    page.on('console', (message) => {
      // A status that the page shows as a problem is no mistake of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        said.push(message.text());
      }
    });
    page.on('pageerror', (error) => said.push(String(error)));
    for (const each of mine) {
      said = [];
      await show(page, each);
      const path = join(options.out, `${each.name}-${colorScheme}-${String(width)}.png`);
      await page.screenshot({ path, fullPage: true });
      for (const line of [...said, ...(await inspect(page, width))]) {
        found += 1;
        console.error(`${each.name} (${colorScheme}, ${String(width)}): ${line}`);
      }
    }
    await context.close();
  }
  return found;
}

async function takeForDocs(pages, sessions, folder) {
  mkdirSync(folder, { recursive: true });
  for (const each of pages.filter(({ isInDocs }) => isInDocs === true)) {
    const context = await open(sessions[each.as ?? 'carl'], 'light', 1200);
    const page = await context.newPage();
    await page.setViewportSize({ width: 1200, height: each.height ?? 760 });
    await show(page, each);
    await page.screenshot({ path: join(folder, `${each.name}.png`) });
    await context.close();
  }
}

async function show(page, { path, prepare }) {
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  await settle(page);
  if (prepare !== undefined) {
    await prepare(page);
    await settle(page);
  }
}

async function inspect(page, width) {
  const content = await page.evaluate(() => document.documentElement.scrollWidth);
  return [
    ...(content > width ? [`is ${String(content)} px wide: it scrolls sideways`] : []),
    ...(await violations(page)).map(({ text }) => text),
  ];
}

async function open(session, colorScheme, width) {
  const context = await browser.newContext({
    baseURL: base,
    colorScheme,
    viewport: { width, height: 900 },
    storageState: session,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  return context;
}

async function signIn(person) {
  if (!areSignedIn) {
    return undefined;
  }
  const context = await browser.newContext({ baseURL: base });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await page.goto('/auth/sign-in?return=/');
  await fillInSignIn(page, base, person);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Reads, or does something when there is a body; undefined when the answer is no success. */
async function call(session, path, body) {
  const context = await browser.newContext({ baseURL: base, storageState: session });
  const headers = { 'X-Requested-With': 'weft-ui' };
  try {
    if (body === undefined) {
      const response = await context.request.get(path, { headers });
      return response.ok() ? await response.json() : undefined;
    }
    const me = await context.request.get('/api/v1/me', { headers });
    const { csrf } = await me.json();
    const response = await context.request.post(path, {
      headers: { ...headers, 'X-Weft-Csrf': csrf },
      data: body,
    });
    if (!response.ok()) {
      throw new Error(`${path}: ${String(response.status())} ${await response.text()}`);
    }
    return await response.json();
  } finally {
    await context.close();
  }
}

/** So that there is a request that waits, and a change request with a plan. */
function askForAccess(session) {
  return call(session, '/api/v1/access-requests', {
    application,
    product: 'reviews/enriched-reviews',
    ports: ['enriched@v1'],
    purpose: 'analytics',
    reason: 'Relate ratings to revenue, by country and loyalty tier.',
    expires: new Date(Date.now() + 60 * 24 * 3600 * 1000).toISOString().slice(0, 10),
  });
}

/** For the tutorial's application; for another one when that may read already. */
async function fillInRequest(page) {
  await page.getByRole('checkbox', { name: /enriched@v1/ }).check();
  await page.getByLabel('Purpose').selectOption('fraud-detection');
  await page.getByLabel('Reason').fill('Clerks compare disputed invoices with what the buyer wrote.');
  for (const each of ['billing/invoice-runner', 'billing/auditor']) {
    const answer = page.waitForResponse(
      (response) =>
        response.url().endsWith('/preview') && response.request().postDataJSON().application === each,
    );
    await page.getByLabel('Application', { exact: true }).selectOption(each);
    const { problems } = await (await answer).json();
    if (problems.length === 0) {
      break;
    }
  }
  await page.getByRole('region', { name: 'Who decides' }).waitFor();
}

/** The pages there are; for those about one thing, the first things that are found. */
async function listPages(session, asked) {
  const [requests, open, merged] = [
    await call(session, '/api/v1/access-requests?mine=true'),
    await call(session, '/api/v1/change-requests?state=open'),
    await call(session, '/api/v1/change-requests?state=merged'),
  ];
  const others = (requests ?? []).filter((each) => each.id !== asked?.id);
  return [
    { name: 'home', path: '/' },
    { name: 'home-owner', path: '/', as: 'olivia' },
    { name: 'home-anonymous', path: '/', as: 'nobody' },
    { name: 'search', path: '/search?q=revews', isInDocs: true },
    { name: 'search-all', path: '/search' },
    { name: 'search-nothing', path: '/search?q=zzzz' },
    { name: 'domains', path: '/domains' },
    { name: 'domain', path: '/domains/reviews' },
    { name: 'product', path: product, isInDocs: true },
    { name: 'ports', path: `${product}/ports/enriched@v1` },
    { name: 'lineage', path: `${product}/lineage`, isInDocs: true },
    { name: 'consumers', path: `${product}/consumers` },
    { name: 'use', path: `${product}/use` },
    { name: 'request-access', path: `${product}/request` },
    { name: 'request-access-filled-in', path: `${product}/request`, prepare: fillInRequest, isInDocs: true },
    { name: 'requests', path: '/requests' },
    ...(asked === undefined ? [] : [{ name: 'request-waiting', path: `/requests/${String(asked.id)}` }]),
    ...others.slice(0, 2).map(({ id }, index) => ({
      name: `request-${String(index)}`,
      path: `/requests/${String(id)}`,
    })),
    { name: 'inbox-empty', path: '/inbox' },
    { name: 'inbox', path: '/inbox', as: 'olivia' },
    { name: 'changes', path: '/changes' },
    ...(asked === undefined
      ? (open ?? []).slice(0, 1).map(({ number }) => ({ name: 'change', path: `/changes/${String(number)}` }))
      : [
          {
            name: 'change',
            path: `/changes/${String(asked.change)}`,
            as: 'olivia',
            isInDocs: true,
            height: 840,
          },
        ]),
    // Whatever else waits, such as branches that somebody pushed.
    ...(open ?? [])
      .filter(({ number }) => number !== asked?.change)
      .slice(0, 2)
      .map(({ number }, index) => ({
        name: `change-open-${index}`,
        path: `/changes/${String(number)}`,
        as: 'olivia',
      })),
    ...(merged ?? [])
      .slice(0, 1)
      .map(({ number }) => ({ name: 'change-merged', path: `/changes/${String(number)}` })),
    { name: 'platform', path: '/platform' },
    { name: 'product-missing', path: '/p/reviews/no-such-product' },
    { name: 'product-gone', path: '/p/reviews/gone' },
    { name: 'no-such-page', path: '/no/such/page' },
  ];
}
