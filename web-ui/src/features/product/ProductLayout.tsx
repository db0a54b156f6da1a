// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { Link, NavLink, Outlet } from 'react-router';
import styles from './ProductLayout.module.css';
import type { Product } from '@/api/types';
import { useProduct } from '@/api/useProduct';
import { AsyncView } from '@/components/AsyncView';
import { Chip } from '@/components/Chip';
import { DomainMark } from '@/components/DomainMark';
import { Health } from '@/components/Health';
import { Icon } from '@/components/Icon';
import { PageHeader } from '@/components/PageHeader';
import { lifecycleWords, typeWords } from '@/components/productWords';
import { ProblemPanel } from '@/components/ProblemPanel';
import { TimeAgo } from '@/components/TimeAgo';
import { paths } from '@/lib/paths';
import { toProblem } from '@/lib/problem';
import { useProductParams } from '@/lib/useProductParams';

/** The frame of a product's pages: what it is and how it is, and the ways into its parts. */
export function ProductLayout() {
  const { domain, product: name } = useProductParams();
  const result = useProduct(domain, name);
  if (result.data === undefined && result.error !== null) {
    return (
      <NoProduct
        urn={`urn:weft:${domain}:${name}`}
        domain={domain}
        error={result.error}
        onRetry={() => void result.refetch()}
      />
    );
  }
  return (
    <AsyncView result={result} of="the product" lines={6}>
      {(product) => (
        <>
          <ProductHeader product={product} />
          <Tabs product={product} />
          <Outlet context={product} />
        </>
      )}
    </AsyncView>
  );
}

function ProductHeader({ product }: { product: Product }) {
  const lifecycle = lifecycleWords[product.status];
  return (
    <PageHeader
      title={product.title}
      crumbs={[
        {
          to: paths.domain(product.domain),
          label: (
            <>
              <DomainMark domain={product.domain} />
              {product.domainTitle}
            </>
          ),
        },
        { to: paths.product(product.domain, product.name), label: product.name },
      ]}
      meta={
        <>
          <Health health={product.health} />
          <Chip tone={lifecycle.tone}>{lifecycle.label}</Chip>
          <span title={typeWords[product.type].meaning}>{typeWords[product.type].label}</span>
          <span>
            Owned by <strong>{product.owner.title}</strong>
          </span>
          <span>
            changed <TimeAgo at={product.updatedAt} />
          </span>
        </>
      }
      actions={
        <Button
          component={Link}
          to={paths.requestAccess(product.domain, product.name)}
          leftSection={<Icon name="key" size={14} />}
        >
          Request access
        </Button>
      }
    />
  );
}

function Tabs({ product: { domain, name, ports, consumerCount } }: { product: Product }) {
  const tabs = [
    { label: 'Overview', to: paths.product(domain, name), end: true },
    { label: 'Ports and schema', to: paths.ports(domain, name), count: ports.length },
    { label: 'Lineage', to: paths.lineage(domain, name) },
    { label: 'Consumers', to: paths.consumers(domain, name), count: consumerCount },
    { label: 'How to consume', to: paths.use(domain, name) },
  ];
  return (
    <nav aria-label="Parts of the product" className={styles.tabs}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end={tab.end ?? false}
          state={{ keepFocus: true }}
          preventScrollReset
          className={styles.tab ?? ''}
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}

interface NoProductProps {
  urn: string;
  domain: string;
  error: unknown;
  onRetry: () => void;
}

/** Never there, gone, not for you, or not to be had now: four different things. */
function NoProduct({ urn, domain, error, onRetry }: NoProductProps) {
  const { status } = toProblem(error);
  const title =
    status === 410 ? 'This product has been removed' : status === 404 ? 'No such product' : 'Product';
  return (
    <>
      <PageHeader title={title} lead={<code>{urn}</code>} />
      <ProblemPanel error={error} onRetry={onRetry} />
      <p className={styles.elsewhere}>
        <Link to={paths.domain(domain)}>Products of {domain}</Link> or{' '}
        <Link to={paths.search()}>all products</Link>
      </p>
    </>
  );
}
