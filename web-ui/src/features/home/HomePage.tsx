// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DomainStrip } from './DomainStrip';
import styles from './HomePage.module.css';
import { NeedsYou } from './NeedsYou';
import { api } from '@/api/client';
import { useSuggestions } from '@/api/useSuggestions';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { HitRow } from '@/components/HitRow';
import { Panel } from '@/components/Panel';
import { SearchBox } from '@/components/SearchBox';
import { paths } from '@/lib/paths';

/** Where everybody starts: search, what waits for the reader, what is new, the domains. */
export function HomePage() {
  useEffect(() => {
    document.title = 'Weft';
  }, []);
  return (
    <>
      <Hero />
      <div className={styles.columns}>
        <NeedsYou />
        <RecentlyPublished />
      </div>
      <DomainStrip />
    </>
  );
}

function Hero() {
  const [text, setText] = useState('');
  const suggestions = useSuggestions(text);
  const navigate = useNavigate();
  return (
    <div className={styles.hero}>
      <h1 tabIndex={-1} className={styles.heading}>
        What data do you need?
      </h1>
      <div className={styles.search}>
        <SearchBox
          size="large"
          value={text}
          onValueChange={setText}
          suggestions={suggestions}
          onGo={(path) => void navigate(path)}
          placeholder="Reviews with customer country, customer_id, orders…"
        />
      </div>
      <Counts />
    </div>
  );
}

function Counts() {
  const platform = api.useQuery('get', '/api/v1/platform');
  if (platform.data === undefined) {
    return <p className={styles.counts}>&nbsp;</p>;
  }
  const { counts, meshTitle, environment } = platform.data;
  return (
    <p className={styles.counts}>
      {meshTitle}: {counts.products} products with {counts.ports} output ports in {counts.domains} domains,
      environment {environment}
    </p>
  );
}

function RecentlyPublished() {
  const result = api.useQuery('get', '/api/v1/search', { params: { query: { sort: 'updated', size: 6 } } });
  return (
    <Panel title="Recently published" flush aside={<Link to={`${paths.search()}?sort=updated`}>All</Link>}>
      <div className={styles.flushBody}>
        <AsyncView
          result={result}
          of="the products that changed last"
          lines={6}
          isEmpty={(page) => page.hits.length === 0}
          empty={
            <EmptyNote title="No product yet">
              Products come from Git: merge a <code>product.yaml</code> and it shows here within seconds.
            </EmptyNote>
          }
        >
          {(page) => (
            <ul className={styles.list}>
              {page.hits.map((hit) => (
                <HitRow key={hit.urn} hit={hit} />
              ))}
            </ul>
          )}
        </AsyncView>
      </div>
    </Panel>
  );
}
