// SPDX-License-Identifier: Apache-2.0
import { Link, useParams } from 'react-router';
import styles from './DomainPage.module.css';
import { api } from '@/api/client';
import type { DomainPage as Domain, Hit } from '@/api/types';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { HitRow } from '@/components/HitRow';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { typeWords } from '@/components/productWords';
import { TeamCard } from '@/components/TeamCard';
import { paths } from '@/lib/paths';
import { toProblem } from '@/lib/problem';

/** One domain: what it is about, its products by type, its owner and its applications. */
export function DomainPage() {
  const { domain: name = '' } = useParams();
  const result = api.useQuery('get', '/api/v1/domains/{domain}', { params: { path: { domain: name } } });
  const isMissing = result.error !== null && [404, 410].includes(toProblem(result.error).status);
  return (
    <>
      <PageHeader
        title={isMissing ? 'No such domain' : (result.data?.title ?? name)}
        crumbs={[{ to: paths.domains, label: 'Domains' }]}
        {...(result.data === undefined ? {} : { lead: result.data.description })}
      />
      <AsyncView result={result} of="the domain" lines={8}>
        {(domain) => (
          <div className={styles.columns}>
            <div className={styles.main}>
              <Products domain={domain} />
            </div>
            <div className={styles.main}>
              <Panel title="Owner">
                <TeamCard team={domain.owner} />
              </Panel>
              <Panel title="Applications" aside={String(domain.applications.length)}>
                {domain.applications.length === 0 ? (
                  <EmptyNote title="It has no application" />
                ) : (
                  <ul className={styles.applications}>
                    {domain.applications.map((application) => (
                      <li key={application.name}>
                        {application.title} <code>{application.name}</code>
                      </li>
                    ))}
                  </ul>
                )}
              </Panel>
            </div>
          </div>
        )}
      </AsyncView>
    </>
  );
}

const types = Object.keys(typeWords) as Hit['type'][];

function Products({ domain }: { domain: Domain }) {
  if (domain.products.length === 0) {
    return (
      <Panel title="Products">
        <EmptyNote title="It publishes nothing yet">
          A <code>product.yaml</code> under <code>domains/{domain.name}/</code> in Git makes a product.
        </EmptyNote>
      </Panel>
    );
  }
  return types
    .map((type) => ({ type, products: domain.products.filter((product) => product.type === type) }))
    .filter(({ products }) => products.length > 0)
    .map(({ type, products }) => (
      <Panel
        key={type}
        title={typeWords[type].label}
        flush
        aside={
          <Link to={`${paths.search()}?domain=${domain.name}&type=${type}`}>{typeWords[type].meaning}</Link>
        }
      >
        <ul>
          {products.map((product) => (
            <HitRow key={product.urn} hit={product} />
          ))}
        </ul>
      </Panel>
    ));
}
