// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { routeSizes, type Chunk } from './bundleBudget';

const budget = { initialKilobytes: 180, lazyKilobytes: 120, firstPage: 'HomePage.tsx' };

const chunk = (fileName: string, given: Partial<Chunk>): Chunk => ({
  fileName,
  isEntry: false,
  facade: undefined,
  imports: [],
  css: [],
  ...given,
});

const chunks = [
  chunk('main.js', { isEntry: true, imports: ['react.js'], css: ['main.css'] }),
  chunk('react.js', {}),
  chunk('home.js', { facade: '/src/HomePage.tsx', imports: ['react.js', 'list.js'] }),
  chunk('list.js', { imports: ['react.js'] }),
  chunk('lineage.js', {
    facade: '/src/LineagePage.tsx',
    imports: ['react.js', 'list.js', 'flow.js'],
    css: ['flow.css'],
  }),
  chunk('flow.js', { imports: ['flow.js'] }),
];

test('the initial route is the entry, the first page and what both import, each file once', () => {
  const [initial] = routeSizes(chunks, () => 1000, budget);

  expect(initial).toEqual({ route: 'initial route', kilobytes: 5, limit: 180 });
});

test('a lazy route counts what it adds to the initial one, styles included', () => {
  const sizes = routeSizes(chunks, (name) => (name === 'flow.css' ? 500 : 1000), budget);

  expect(sizes.slice(1)).toEqual([{ route: '/src/LineagePage.tsx', kilobytes: 2.5, limit: 120 }]);
});
