// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isStaleAfter, readChange } from './changesFeed';

const page = (domain: string, product: string, rest = '') =>
  ['get', `/api/v1/products/{domain}/{product}${rest}`, { params: { path: { domain, product } } }] as const;
const search = ['get', '/api/v1/search', { params: { query: { q: 'orders' } } }] as const;

test('a changed product makes its own pages and the lists old, not the pages of others', () => {
  const change = { type: 'product', subject: 'urn:weft:reviews:enriched-reviews' };

  expect(isStaleAfter(change, page('reviews', 'enriched-reviews', '/consumers'))).toBe(true);
  expect(isStaleAfter(change, search)).toBe(true);
  expect(isStaleAfter(change, page('orders', 'orders', '/consumers'))).toBe(false);
});

test('the lineage of a neighbour is read again, since it shows the changed product too', () => {
  const change = { type: 'status', subject: 'urn:weft:reviews:enriched-reviews@onprem' };

  expect(isStaleAfter(change, page('customers', 'unhappy-vips', '/lineage'))).toBe(true);
  expect(isStaleAfter(change, page('reviews', 'enriched-reviews'))).toBe(true);
});

test('a change request makes the inbox old, and leaves the platform alone', () => {
  const change = { type: 'change-request', subject: '12' };

  expect(isStaleAfter(change, ['get', '/api/v1/inbox', {}])).toBe(true);
  expect(isStaleAfter(change, ['get', '/api/v1/platform', {}])).toBe(false);
});

test('after a reset everything is old but who is signed in', () => {
  const reset = { type: 'reset', subject: '' };

  expect(isStaleAfter(reset, search)).toBe(true);
  expect(isStaleAfter(reset, ['get', '/api/v1/me', {}])).toBe(false);
});

test('an event that is cut off or without a type is nothing', () => {
  expect(readChange('{"type":"pro')).toBeUndefined();
  expect(readChange('[]')).toBeUndefined();
  expect(readChange('{"type":"grant","subject":"reviews/enriched-reviews/dispute-desk"}')).toEqual({
    type: 'grant',
    subject: 'reviews/enriched-reviews/dispute-desk',
  });
});
