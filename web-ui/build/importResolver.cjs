// SPDX-License-Identifier: Apache-2.0
// Tells ESLint which file an import names: `@/…` is `src/…`, and endings may be left out.
const { existsSync, statSync } = require('node:fs');
const { dirname, resolve } = require('node:path');

const endings = ['', '.ts', '.tsx'];

exports.interfaceVersion = 2;

exports.resolve = (source, file) => {
  if (!source.startsWith('.') && !source.startsWith('@/')) {
    return { found: false };
  }
  const path = source.startsWith('@/')
    ? resolve(__dirname, '../src', source.slice(2))
    : resolve(dirname(file), source);
  const found = endings
    .map((ending) => path + ending)
    .find((each) => existsSync(each) && statSync(each).isFile());
  return found === undefined ? { found: false } : { found: true, path: found };
};
