// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './DomainStrip.module.css';
import { api } from '@/api/client';
import { AsyncView } from '@/components/AsyncView';
import { DomainMark } from '@/components/DomainMark';
import { EmptyNote } from '@/components/EmptyNote';
import { paths } from '@/lib/paths';

/** The domains side by side: who owns each, and how much it publishes. */
export function DomainStrip() {
  const result = api.useQuery('get', '/api/v1/domains');
  return (
    <section aria-labelledby="domains" className={styles.section}>
      <h2 id="domains" className={styles.heading}>
        Domains
      </h2>
      <AsyncView
        result={result}
        of="the domains"
        isEmpty={(domains) => domains.length === 0}
        empty={
          <EmptyNote title="No domain yet">
            A folder under <code>domains/</code> in Git makes one.
          </EmptyNote>
        }
      >
        {(domains) => (
          <ul className={styles.strip}>
            {domains.map((domain) => (
              <li key={domain.name}>
                <Link to={paths.domain(domain.name)} className={styles.card}>
                  <span className={styles.name}>
                    <DomainMark domain={domain.name} size={18} />
                    {domain.title}
                  </span>
                  <span className={styles.detail}>
                    {domain.productCount} {domain.productCount === 1 ? 'product' : 'products'}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </AsyncView>
    </section>
  );
}
