// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import { Link } from 'react-router';
import styles from './DomainsPage.module.css';
import { api } from '@/api/client';
import { AsyncView } from '@/components/AsyncView';
import { DomainMark } from '@/components/DomainMark';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHeader } from '@/components/PageHeader';
import { paths } from '@/lib/paths';
import { useListKeys } from '@/lib/useListKeys';

/** Every domain with what it is about and who owns it. */
export function DomainsPage() {
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const result = api.useQuery('get', '/api/v1/domains');
  return (
    <>
      <PageHeader
        title="Domains"
        lead="Each part of the business owns its data and publishes it as products."
      />
      <AsyncView
        result={result}
        of="the domains"
        lines={9}
        isEmpty={(domains) => domains.length === 0}
        empty={
          <EmptyNote title="No domain yet">
            A folder under <code>domains/</code> in Git makes one.
          </EmptyNote>
        }
      >
        {(domains) => (
          <ul ref={list} className={styles.grid}>
            {domains.map((domain) => (
              <li key={domain.name} className={styles.card}>
                <h2 className={styles.title}>
                  <DomainMark domain={domain.name} size={20} />
                  <Link to={paths.domain(domain.name)} data-list-item="">
                    {domain.title}
                  </Link>
                </h2>
                <p className={styles.description}>{domain.description}</p>
                <p className={styles.facts}>
                  {domain.ownerTitle} · {domain.productCount}{' '}
                  {domain.productCount === 1 ? 'product' : 'products'} · {domain.applicationCount}{' '}
                  {domain.applicationCount === 1 ? 'application' : 'applications'}
                </p>
              </li>
            ))}
          </ul>
        )}
      </AsyncView>
    </>
  );
}
