// SPDX-License-Identifier: Apache-2.0
import type { Facet, Hit, SearchPage } from '@/api/types';
import { hits } from './fixtures/hits';

const facetTitles: [keyof Hit, string][] = [
  ['domain', 'Domain'],
  ['type', 'Type'],
  ['status', 'Status'],
  ['classification', 'Classification'],
  ['formats', 'Format'],
  ['tags', 'Tag'],
];

const parameterOf: Partial<Record<keyof Hit, string>> = { formats: 'format', tags: 'tag' };

/** Answers a search over the sample products: part-of-word matches, facets that count, one known misspelling. */
export function searchFixtures(url: URL): SearchPage {
  const query = url.searchParams.get('q') ?? '';
  const corrected = query === 'revews' ? 'reviews' : undefined;
  const word = (corrected ?? query).toLowerCase();
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('size') ?? 20);
  const found = hits
    .filter((hit) =>
      `${hit.title} ${hit.summary} ${hit.name} ${hit.tags.join(' ')}`.toLowerCase().includes(word),
    )
    .map((hit) => ({ ...hit, matches: word === '' ? [] : matchesOf(hit, word) }));
  const kept = found.filter((hit) =>
    facetTitles.every(([key]) => {
      const wanted = url.searchParams.getAll(parameterOf[key] ?? key);
      return wanted.length === 0 || valuesOf(hit, key).some((value) => wanted.includes(value));
    }),
  );
  const sort = url.searchParams.get('sort');
  const sorted = [...kept].sort((a, b) =>
    sort === 'updated'
      ? b.updatedAt.localeCompare(a.updatedAt)
      : sort === 'name'
        ? a.title.localeCompare(b.title)
        : 0,
  );
  return {
    query,
    ...(corrected === undefined ? {} : { corrected }),
    total: kept.length,
    page,
    size,
    hits: sorted.slice((page - 1) * size, page * size),
    facets: facetTitles.map(([key, title]): Facet => facet(key, title, found, url)),
  };
}

function facet(key: keyof Hit, title: string, found: Hit[], url: URL): Facet {
  const name = parameterOf[key] ?? key;
  const counts = new Map<string, number>();
  for (const value of found.flatMap((hit) => valuesOf(hit, key))) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return {
    name,
    title,
    values: [...counts].map(([value, count]) => ({
      value,
      label: value,
      count,
      selected: url.searchParams.getAll(name).includes(value),
    })),
  };
}

function valuesOf(hit: Hit, key: keyof Hit): string[] {
  const value = hit[key];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function matchesOf(hit: Hit, word: string): Hit['matches'] {
  return (['title', 'summary'] as const).flatMap((field) => {
    const start = hit[field].toLowerCase().indexOf(word);
    return start < 0 ? [] : [{ field, text: hit[field], ranges: [[start, start + word.length]] }];
  });
}
