// SPDX-License-Identifier: Apache-2.0

/** Names of the facets, as they stand in the address and in the API. */
export const facetNames = [
  'domain',
  'type',
  'status',
  'owner',
  'tag',
  'classification',
  'format',
  'term',
] as const;

export type FacetName = (typeof facetNames)[number];
export type Sort = 'relevance' | 'name' | 'updated';

/** What is searched for; the address of the page says all of it. */
export interface SearchState {
  q: string;
  sort: Sort;
  page: number;
  chosen: Record<FacetName, string[]>;
}

export const PAGE_SIZE = 20;

export function readSearch(params: URLSearchParams): SearchState {
  const page = Number(params.get('page') ?? '1');
  const sort = params.get('sort');
  return {
    q: params.get('q') ?? '',
    sort: sort === 'name' || sort === 'updated' ? sort : 'relevance',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    chosen: Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])) as Record<
      FacetName,
      string[]
    >,
  };
}

/** The parameters of the API for a search; what is not chosen is left out. */
export function toApiQuery(state: SearchState) {
  return {
    ...(state.q === '' ? {} : { q: state.q }),
    ...Object.fromEntries(
      facetNames.flatMap((name) => (state.chosen[name].length > 0 ? [[name, state.chosen[name]]] : [])),
    ),
    sort: state.sort,
    page: state.page,
    size: PAGE_SIZE,
  };
}

/** The address after a facet's value was chosen or unchosen; the pages begin anew. */
export function toggled(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  const kept = next.getAll(name);
  next.delete(name);
  for (const each of kept.includes(value) ? kept.filter((other) => other !== value) : [...kept, value]) {
    next.append(name, each);
  }
  next.delete('page');
  return next;
}

/** The address with one parameter set, or without it when the value is empty; only a page leaves the page. */
export function withParam(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === '') {
    next.delete(name);
  } else {
    next.set(name, value);
  }
  if (name !== 'page') {
    next.delete('page');
  }
  return next;
}

export function withoutFacets(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of [...facetNames, 'page']) {
    next.delete(name);
  }
  return next;
}

export function chosenCount(state: SearchState): number {
  return facetNames.reduce((count, name) => count + state.chosen[name].length, 0);
}
