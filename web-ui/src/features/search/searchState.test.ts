// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { chosenCount, readSearch, toApiQuery, toggled, withoutFacets, withParam } from './searchState';

const params = (text: string) => new URLSearchParams(text);

test('the address says all of a search, and nonsense in it is the default', () => {
  const state = readSearch(params('q=orders&domain=reviews&domain=orders&sort=sideways&page=-2'));

  expect(state).toMatchObject({ q: 'orders', sort: 'relevance', page: 1 });
  expect(state.chosen.domain).toEqual(['reviews', 'orders']);
  expect(chosenCount(state)).toBe(2);
});

test('the API is asked only for what is chosen', () => {
  expect(toApiQuery(readSearch(params('tag=gdpr&page=3')))).toEqual({
    tag: ['gdpr'],
    sort: 'relevance',
    page: 3,
    size: 20,
  });
});

test('choosing a value twice undoes it, and either way the pages begin anew', () => {
  const once = toggled(params('q=a&domain=orders&page=4'), 'domain', 'reviews');
  expect(once.toString()).toBe('q=a&domain=orders&domain=reviews');
  expect(toggled(once, 'domain', 'reviews').toString()).toBe('q=a&domain=orders');
});

test('turning a page keeps everything else; another text does not keep the page', () => {
  expect(withParam(params('q=a&tag=x'), 'page', '2').toString()).toBe('q=a&tag=x&page=2');
  expect(withParam(params('q=a&tag=x&page=2'), 'q', '').toString()).toBe('tag=x');
  expect(withoutFacets(params('q=a&tag=x&sort=name&page=2')).toString()).toBe('q=a&sort=name');
});
