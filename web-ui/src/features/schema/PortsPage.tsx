// SPDX-License-Identifier: Apache-2.0
import { Link, Navigate, NavLink, useOutletContext, useParams } from 'react-router';
import styles from './PortsPage.module.css';
import { SchemaView } from './SchemaView';
import { api } from '@/api/client';
import type { PortSummary, Product } from '@/api/types';
import { AsyncView } from '@/components/AsyncView';
import { Chip, ChipRow } from '@/components/Chip';
import { EmptyNote } from '@/components/EmptyNote';
import { FactList, type Fact } from '@/components/FactList';
import { Panel } from '@/components/Panel';
import { classificationTone, lifecycleWords, portRef } from '@/components/productWords';
import { paths } from '@/lib/paths';
import { durationText } from '@/lib/time';

/** The ports of a product, one at a time: what it promises, who may read it, and its fields. */
export function PortsPage() {
  const product = useOutletContext<Product>();
  const { port: wanted } = useParams();
  const [first] = product.ports;
  if (wanted === undefined) {
    return first === undefined ? (
      <EmptyNote title="It has no output port">
        A port is an entry under <code>spec.ports</code> of <code>{product.path}</code>.
      </EmptyNote>
    ) : (
      <Navigate
        replace
        to={paths.port(product.domain, product.name, first.name, first.major)}
        state={{ keepFocus: true }}
      />
    );
  }
  const port = product.ports.find((each) => portRef(each) === wanted);
  return (
    <>
      {product.ports.length > 1 && (
        <nav aria-label="Ports" className={styles.ports}>
          {product.ports.map((each) => (
            <NavLink
              key={portRef(each)}
              to={paths.port(product.domain, product.name, each.name, each.major)}
              state={{ keepFocus: true }}
              preventScrollReset
              className={styles.choice ?? ''}
            >
              {portRef(each)}
              {each.status !== 'active' && <Chip tone={lifecycleWords[each.status].tone}>{each.status}</Chip>}
            </NavLink>
          ))}
        </nav>
      )}
      {port === undefined ? (
        <EmptyNote title={`There is no port ${wanted}`}>
          It may have been retired.{' '}
          <Link to={paths.ports(product.domain, product.name)}>Show the ports there are</Link>.
        </EmptyNote>
      ) : (
        <PortView product={product} port={port} />
      )}
    </>
  );
}

function PortView({ product, port }: { product: Product; port: PortSummary }) {
  const schema = api.useQuery('get', '/api/v1/products/{domain}/{product}/ports/{port}/schema', {
    params: { path: { domain: product.domain, product: product.name, port: portRef(port) } },
  });
  const exports = `/api/v1/products/${product.domain}/${product.name}/ports/${portRef(port)}/exports`;
  return (
    <div className={styles.columns}>
      <div className={styles.facts}>
        <Panel title={portRef(port)}>
          <FactList facts={portFacts(port)} />
        </Panel>
        <Panel title="Access">
          <FactList facts={accessFacts(port)} />
        </Panel>
        <Panel title="Download contract">
          <ul className={styles.exports}>
            <li>
              <a href={`${exports}/odcs`} download>
                ODCS
              </a>
            </li>
            <li>
              <a href={`${exports}/asyncapi`} download>
                AsyncAPI
              </a>
            </li>
          </ul>
        </Panel>
      </div>
      <Panel title="Schema" flush aside={`${port.format}, ${port.compatibility}`}>
        <AsyncView result={schema} of="the schema" lines={10}>
          {(loaded) => <SchemaView schema={loaded} />}
        </AsyncView>
      </Panel>
    </div>
  );
}

function portFacts(port: PortSummary): Fact[] {
  const declared = 'declared' as const;
  const facts: Fact[] = [
    { label: 'Topic', value: <code>{port.topic}</code> },
    { label: 'Clusters', value: port.clusters.join(', ') },
    { label: 'Partitions', value: port.partitions, origin: declared },
    {
      label: 'Kept for',
      value: port.retention === undefined ? 'for ever' : durationText(port.retention),
      origin: declared,
    },
    { label: 'Clean-up', value: port.cleanup, origin: declared },
    {
      label: 'Key',
      value:
        port.key === undefined ? (
          'none'
        ) : (
          <>
            <code>{port.key.field ?? 'whole key'}</code>, {port.key.type}
          </>
        ),
    },
    {
      label: 'Fresh within',
      value: port.sla.freshness === undefined ? 'no promise' : durationText(port.sla.freshness),
    },
    {
      label: 'Available',
      value: port.sla.availability === undefined ? 'no promise' : `${String(port.sla.availability)} %`,
    },
    {
      label: 'Repaired within',
      value: port.sla.timeToRepair === undefined ? 'no promise' : durationText(port.sla.timeToRepair),
    },
    ...Object.entries(port.config).map(([key, value]): Fact => ({ label: key, value: <code>{value}</code> })),
  ];
  return facts.map((fact) =>
    ['Fresh within', 'Available', 'Repaired within'].includes(fact.label) && fact.value !== 'no promise'
      ? { ...fact, origin: declared }
      : fact,
  );
}

function accessFacts(port: PortSummary): Fact[] {
  return [
    {
      label: 'Handling',
      value: <Chip tone={classificationTone(port.classification)}>{port.classification}</Chip>,
    },
    { label: 'Approved by', value: port.access.approval },
    {
      label: 'Purposes',
      value:
        port.access.purposes.length === 0 ? (
          'any'
        ) : (
          <ChipRow>
            {port.access.purposes.map((purpose) => (
              <Chip key={purpose} tone="outline">
                {purpose}
              </Chip>
            ))}
          </ChipRow>
        ),
    },
    {
      label: 'Longest',
      value: port.access.longest === undefined ? 'no limit' : durationText(port.access.longest),
    },
  ];
}
