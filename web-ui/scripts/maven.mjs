// SPDX-License-Identifier: Apache-2.0
// What Maven runs: `build`, `lint` or `test`. Does only what has changed: packages are installed when the lock
// differs from what is installed, and the pages are built when a file they are made of differs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [task, skipTests] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old to build the web UI: install Node 20.19 or newer.`);
}

installPackages();
switch (task) {
  case 'build':
    buildPages();
    break;
  case 'lint':
    npm('run', 'lint');
    break;
  case 'test':
    if (skipTests !== 'true') {
      npm('test');
    }
    break;
  default:
    fail(`no such task: ${task}; there are build, lint and test.`);
}

function installPackages() {
  const stamp = 'node_modules/.weft-installed';
  const wanted = digest(['package.json', 'package-lock.json', '.npmrc']);
  if (read(stamp) !== wanted) {
    npm('ci', '--no-audit', '--no-fund');
    writeFileSync(stamp, wanted);
  }
}

function buildPages() {
  const stamp = 'target/built';
  const wanted = digest([
    'index.html',
    'package-lock.json',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
    ...filesUnder('build'),
    ...filesUnder('public'),
    ...filesUnder('src'),
  ]);
  if (read(stamp) === wanted && existsSync('dist/index.html')) {
    return;
  }
  rmSync(stamp, { force: true });
  // Names of assets carry a hash: what an earlier build left would stay in the jar for ever.
  rmSync('target/classes/META-INF/resources', { recursive: true, force: true });
  npm('run', 'build');
  mkdirSync('target', { recursive: true });
  writeFileSync(stamp, wanted);
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function npm(...args) {
  // Without input: a test runner that finds a terminal waits for keys, and stops when it runs in the background.
  const done = spawnSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.error) {
    fail(`npm cannot be run (${done.error.message}): install Node 20.19 or newer with npm.`);
  }
  if (done.status !== 0) {
    fail(`npm ${args.join(' ')} failed with exit code ${done.status}; its own lines are above.`);
  }
}

function fail(message) {
  console.error(`web-ui: ${message}`);
  process.exit(1);
}
