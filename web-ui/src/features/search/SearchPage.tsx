// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Facets } from './Facets';
import { Pages } from './Pages';
import { ResultCard } from './ResultCard';
import styles from './SearchPage.module.css';
import { chosenCount, readSearch, toApiQuery, withoutFacets, withParam, type Sort } from './searchState';
import { api } from '@/api/client';
import type { SearchPage as Found } from '@/api/types';
import { useSuggestions } from '@/api/useSuggestions';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHeader } from '@/components/PageHeader';
import { SearchBox } from '@/components/SearchBox';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';
import { useListKeys } from '@/lib/useListKeys';

/** Products by text and facets; the address holds the whole search, so it can be sent to somebody. */
export function SearchPage() {
  const [params, setParams] = useSearchParams();
  const state = readSearch(params);
  const [areFacetsOpen, setFacetsOpen] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  useListKeys(list);
  const result = api.useQuery(
    'get',
    '/api/v1/search',
    { params: { query: toApiQuery(state) } },
    { placeholderData: keepPreviousData },
  );
  const chosen = chosenCount(state);

  return (
    <>
      <PageHeader title={state.q === '' ? 'All data products' : `Search: ${state.q}`} />
      <div className={styles.bar}>
        <SearchText
          key={state.q}
          text={state.q}
          onSearch={(text) => setParams((now) => withParam(now, 'q', text))}
        />
        <label className={styles.sort}>
          Sort by{' '}
          <select
            value={state.sort}
            onChange={(event) => setParams((now) => withParam(now, 'sort', event.target.value))}
          >
            {sorts.map(([sort, label]) => (
              <option key={sort} value={sort}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={areFacetsOpen}
          aria-controls="facets"
          onClick={() => setFacetsOpen(!areFacetsOpen)}
        >
          Filters{chosen > 0 && ` (${String(chosen)})`}
        </button>
      </div>
      <div className={styles.columns}>
        <div id="facets" className={cx(styles.facets, areFacetsOpen && styles.open)}>
          <Facets facets={result.data?.facets} params={params} onParamsChange={setParams} />
          {chosen > 0 && (
            <button type="button" className={styles.clear} onClick={() => setParams(withoutFacets)}>
              Clear all filters
            </button>
          )}
        </div>
        <div className={styles.results} aria-busy={result.isPlaceholderData}>
          <AsyncView
            result={result}
            of="the products"
            lines={9}
            isEmpty={(page) => page.total === 0}
            empty={<NothingFound q={state.q} hasFacets={chosen > 0} />}
          >
            {(page) => (
              <>
                <Summary page={page} params={params} />
                <ol ref={list} className={styles.list}>
                  {page.hits.map((hit) => (
                    <ResultCard key={hit.urn} hit={hit} />
                  ))}
                </ol>
                <Pages page={page} params={params} />
              </>
            )}
          </AsyncView>
        </div>
      </div>
    </>
  );
}

const sorts: [Sort, string][] = [
  ['relevance', 'relevance'],
  ['name', 'name'],
  ['updated', 'last change'],
];

function SearchText({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const suggestions = useSuggestions(typed === text ? '' : typed);
  const navigate = useNavigate();
  return (
    <SearchBox
      value={typed}
      onValueChange={setTyped}
      suggestions={suggestions}
      onGo={(path) => {
        // Only a text keeps the filters; a suggestion is a page of its own.
        if (path.startsWith(paths.search())) {
          onSearch(typed.trim());
        } else {
          void navigate(path);
        }
      }}
      placeholder="Title, field, owner, tag…"
    />
  );
}

function Summary({ page, params }: { page: Found; params: URLSearchParams }) {
  const count = `${page.total.toLocaleString('en')} ${page.total === 1 ? 'product' : 'products'}`;
  return (
    <p className={styles.summary} role="status">
      {count}
      {page.corrected !== undefined && (
        <>
          {' '}
          for{' '}
          <Link to={{ search: withParam(params, 'q', page.corrected).toString() }}>
            <strong>{page.corrected}</strong>
          </Link>
          , since nothing is called “{page.query}”
        </>
      )}
    </p>
  );
}

function NothingFound({ q, hasFacets }: { q: string; hasFacets: boolean }) {
  return (
    <EmptyNote title={q === '' ? 'No product fits these filters' : `Nothing found for “${q}”`}>
      {hasFacets
        ? 'Fewer filters may help.'
        : 'Titles, descriptions, names of fields, owners and tags are searched. Fewer or other words may help.'}
    </EmptyNote>
  );
}
