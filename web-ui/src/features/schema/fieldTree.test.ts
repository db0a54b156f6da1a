// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { fieldRows } from './fieldTree';
import type { Field } from '@/api/types';

const field = (path: string, rest: Partial<Field> = {}): Field => ({
  path,
  name: path.split('.').at(-1) ?? path,
  depth: path.split('.').length - 1,
  type: 'string',
  required: true,
  doc: '',
  tags: [],
  values: [],
  isKey: false,
  ...rest,
});

const fields = [
  field('id'),
  field('customer'),
  field('customer.address'),
  field('customer.address.city', { tags: ['pii'] }),
  field('customer.email', { tags: ['pii'] }),
  field('total'),
];
const shown = (closed: string[], text = '') =>
  fieldRows(fields, new Set(closed), text).map((row) => row.field.path);

test('all fields are open at first, and those that hold others can be closed', () => {
  const rows = fieldRows(fields, new Set(), '');

  expect(rows.map((row) => row.field.path)).toEqual(fields.map((each) => each.path));
  expect(rows.filter((row) => row.hasChildren).map((row) => row.field.path)).toEqual([
    'customer',
    'customer.address',
  ]);
});

test('a closed field hides everything inside it and nothing after it', () => {
  expect(shown(['customer'])).toEqual(['id', 'customer', 'total']);
  expect(shown(['customer.address'])).toEqual([
    'id',
    'customer',
    'customer.address',
    'customer.email',
    'total',
  ]);
});

test('a search shows what it finds with what that stands in, closed or not', () => {
  expect(shown(['customer'], 'PII')).toEqual([
    'customer',
    'customer.address',
    'customer.address.city',
    'customer.email',
  ]);
  expect(shown([], 'total')).toEqual(['total']);
  expect(shown([], 'nothing')).toEqual([]);
});

test('ten thousand fields are a matter of milliseconds', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => field(`r${String(index)}`));
  const start = performance.now();

  expect(fieldRows(many, new Set(), 'r99')).toHaveLength(111);
  expect(performance.now() - start).toBeLessThan(500);
});
