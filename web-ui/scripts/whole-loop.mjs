// SPDX-License-Identifier: Apache-2.0
// The whole loop as two people go it in Chromium, against a running platform: found, asked for, approved, live, read.
//   node scripts/whole-loop.mjs CATALOG FOLDER
// Prints each step. When one fails, the page as it then was is in FOLDER/failed.png, and the exit code is 1.
// Environment: WEFT_PASSWORD_CARL, WEFT_PASSWORD_OLIVIA; WEFT_CREDENTIALS, the folder of the applications' logins; CHROMIUM.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillInSignIn, launch, patience } from './browser.mjs';

const [base, folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say where the catalog is and where pictures go: node scripts/whole-loop.mjs URL FOLDER');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });

const product = 'Product reviews with who wrote them';
const application = 'billing/invoice-runner';
const asked = `${application} reads ${product}`;
const change = `Access of ${application} to reviews/enriched-reviews`;

const browser = await launch();
const context = await browser.newContext({
  baseURL: base,
  viewport: { width: 1280, height: 900 },
  permissions: ['clipboard-read', 'clipboard-write'],
});
context.setDefaultTimeout(patience);
const page = await context.newPage();
const main = page.getByRole('main');
const header = page.getByRole('banner');
let number = 0;
let failed = false;
try {
  await goTheLoop();
} catch (error) {
  failed = true;
  const picture = join(folder, 'failed.png');
  await page.screenshot({ path: picture, fullPage: true });
  console.error(`The step failed at ${page.url()}; the page then is in ${picture}.\n${error.stack}`);
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);

async function goTheLoop() {
  await step('carl signs in', async () => {
    await page.goto('/');
    await header.getByRole('link', { name: 'Sign in' }).click();
    await fillInSignIn(page, base, 'carl');
    await header.getByRole('button', { name: /signed in as/ }).waitFor();
  });
  await step('a search with a typing mistake finds the product', async () => {
    await page.getByRole('combobox', { name: 'Search data products' }).fill('revews');
    await page.keyboard.press('Enter');
    await main.getByText('since nothing is called “revews”').waitFor();
    await main.getByRole('link', { name: product }).click();
    await page.getByRole('heading', { level: 1, name: product }).waitFor();
  });
  await step('the product tells what it is, who owns it, what it promises', async () => {
    await main.getByText('Owned by Reviews').waitFor();
    await main
      .getByText(/within a minute|1 min/)
      .first()
      .waitFor();
    await tab('Ports and schema');
    await region('Schema').getByText('customer_id').waitFor();
    await tab('Lineage');
    await main.getByText('Product reviews that count').first().waitFor();
  });
  await step('the request shows exact rules and verdict before it is sent', async () => {
    await main.getByRole('link', { name: 'Request access' }).click();
    await page.getByRole('heading', { level: 1, name: 'Request access' }).waitFor();
    await page.getByLabel('Application', { exact: true }).selectOption(application);
    await page.getByRole('checkbox', { name: /enriched@v1/ }).check();
    await page.getByLabel('Purpose').selectOption('fraud-detection');
    const rules = page.getByRole('region', { name: 'Exact access rules' });
    await rules.getByText('User:billing.invoice-runner may READ').first().waitFor();
    await main.getByText('All passed').waitFor();
    await page.getByRole('region', { name: 'Who decides' }).getByText('Reviews').first().waitFor();
    await page.getByLabel('Reason').fill('Clerks compare disputed invoices with what the buyer wrote.');
  });
  await step('a longer time than the owner allows is refused at its field', async () => {
    const until = page.getByLabel('Until');
    const allowed = await until.inputValue();
    await until.fill('2099-12-31');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await main.getByText('The longest that can be granted is 365 days').waitFor();
    assert.match(page.url(), /\/request$/, 'nothing is sent');
    await until.fill(allowed);
  });
  await step('the request is sent, and waits for the owner', async () => {
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.waitForURL(/\/requests\/\d+$/);
    number = Number(page.url().split('/').at(-1));
    await page.getByRole('heading', { level: 1, name: asked }).waitFor();
    await main.getByText('The approval of reviews-team is missing.').waitFor();
  });
  await step('carl signs out, olivia signs in', async () => {
    await signOut();
    await header.getByRole('link', { name: 'Sign in' }).click();
    await fillInSignIn(page, base, 'olivia');
    await header.getByRole('button', { name: /signed in as/ }).waitFor();
  });
  await step('her inbox has the change request, with its plan', async () => {
    await header.getByRole('link', { name: /Inbox/ }).click();
    await main.getByRole('button', { name: change }).click();
    await main.getByRole('link', { name: change }).click();
    await page.waitForURL(new RegExp(`/changes/${String(number)}$`));
    await region('Plan').getByText('User:billing.invoice-runner may READ').first().waitFor();
    await region('Checks and policies').getByText('Nothing found').waitFor();
    await region('Files').getByText('consumer: billing/invoice-runner').first().waitFor();
  });
  await step('she approves, and the page follows until it is read back, without a reload', async () => {
    await page.evaluate(() => {
      globalThis.isSamePage = true;
    });
    await main.getByRole('button', { name: 'Approve…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    for (const fact of ['Approved', 'Merged', 'Written', 'Read back']) {
      await seeFact(fact);
    }
    assert.equal(await page.evaluate(() => globalThis.isSamePage), true, 'the page was loaded anew');
  });
  await step('olivia signs out, carl signs in and copies the snippet', async () => {
    await signOut();
    await header.getByRole('link', { name: 'Sign in' }).click();
    await fillInSignIn(page, base, 'carl');
    await header.getByRole('link', { name: 'Requests' }).click();
    // The newest comes first.
    await main.getByRole('link', { name: asked }).first().click();
    await main.getByText('Granted').waitFor();
    await main.getByRole('link', { name: 'How to consume' }).click();
    await main.getByRole('button', { name: 'Terminal', exact: true }).click();
    // The button says so for a moment only.
    await Promise.all([
      main.getByText('Copied').waitFor(),
      main.getByRole('button', { name: 'Copy Terminal example' }).click(),
    ]);
  });
  await step('the snippet, pasted into a terminal, reads records', async () => {
    const snippet = await page.evaluate(() => globalThis.navigator.clipboard.readText());
    const said = await run(snippet);
    assert.match(said, /R-600/, said);
    assert.match(said, /Processed a total of [1-9]/, said);
  });
  await step('the page of the request shows the first use', async () => {
    await page.goBack();
    await page.waitForURL(new RegExp(`/requests/${String(number)}$`));
    await seeFact('First used');
  });
}

async function step(title, action) {
  const begun = Date.now();
  process.stdout.write(`${title} … `);
  await action();
  console.log(`${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

function region(name) {
  return main.getByRole('region', { name, exact: true });
}

async function tab(name) {
  await page.getByRole('navigation', { name: 'Parts of the product' }).getByRole('link', { name }).click();
}

async function seeFact(title) {
  await main.getByText(`${title}: done`, { exact: true }).waitFor();
}

async function signOut() {
  await header.getByRole('button', { name: /signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await header.getByRole('link', { name: 'Sign in' }).waitFor();
}

/** Runs a snippet as the application's people would, with the secret that the platform has left for them. */
async function run(snippet) {
  const login = readFileSync(
    join(process.env.WEFT_CREDENTIALS ?? '', `${application.replace('/', '.')}.properties`),
    'utf8',
  );
  const secret = /^sasl\.oauthbearer\.client\.credentials\.client\.secret=(.*)$/m.exec(login)?.[1];
  assert.ok(secret, 'the login has no secret');
  const shell = spawn('sh', ['-c', snippet], {
    env: { ...process.env, WEFT_CLIENT_SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience,
  });
  let said = '';
  shell.stdout.on('data', (data) => (said += data.toString()));
  shell.stderr.on('data', (data) => (said += data.toString()));
  const code = await new Promise((resolve, reject) => shell.on('close', resolve).on('error', reject));
  assert.equal(code, 0, said);
  return said;
}
