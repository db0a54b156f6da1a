// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData } from '@tanstack/react-query';
import { Link, useOutletContext, useSearchParams } from 'react-router';
import styles from './UsePage.module.css';
import { api } from '@/api/client';
import type { Product, Use } from '@/api/types';
import { useMe } from '@/api/useMe';
import { AsyncView } from '@/components/AsyncView';
import { CodeBlock } from '@/components/CodeBlock';
import { EmptyNote } from '@/components/EmptyNote';
import { FactList } from '@/components/FactList';
import { Panel } from '@/components/Panel';
import { portRef } from '@/components/productWords';
import { WithCode } from '@/components/WithCode';
import { paths } from '@/lib/paths';

/** How to read a port: addresses, names and code with everything filled in for one application. */
export function UsePage() {
  const product = useOutletContext<Product>();
  const [params, setParams] = useSearchParams();
  const session = useMe();
  const mine = session.kind === 'signed-in' ? session.me.applications : [];
  const refs = product.ports.map(portRef);
  const port = refs.find((ref) => ref === params.get('port')) ?? refs[0];
  const consumers = api.useQuery('get', '/api/v1/products/{domain}/{product}/consumers', {
    params: { path: { domain: product.domain, product: product.name } },
  });
  const granted = consumers.data?.filter((each) => each.state === 'active').map((each) => each.application);
  // One that may read it, unless another is asked for.
  const application = (
    mine.find((each) => each.name === params.get('application')) ??
    mine.find((each) => granted?.includes(each.name)) ??
    mine[0]
  )?.name;

  if (port === undefined) {
    return <EmptyNote title="It has no output port to read" />;
  }
  const choose = (name: string, value: string) =>
    setParams(
      { ...Object.fromEntries(params), [name]: value },
      { preventScrollReset: true, state: { keepFocus: true } },
    );
  return (
    <>
      <div className={styles.choices}>
        <label>
          Port
          <select value={port} onChange={(event) => choose('port', event.target.value)}>
            {refs.map((ref) => (
              <option key={ref}>{ref}</option>
            ))}
          </select>
        </label>
        {mine.length > 0 && (
          <label>
            As application
            <select value={application} onChange={(event) => choose('application', event.target.value)}>
              {mine.map((each) => (
                <option key={each.name} value={each.name}>
                  {each.title} ({each.name})
                </option>
              ))}
            </select>
          </label>
        )}
        {mine.length === 0 && session.kind === 'signed-in' && (
          <p className={styles.note}>Your teams have no application; names are left open below.</p>
        )}
      </div>
      <Snippets product={product} port={port} application={application} />
    </>
  );
}

interface SnippetsProps {
  product: Product;
  port: string;
  application: string | undefined;
}

function Snippets({ product, port, application }: SnippetsProps) {
  const [params, setParams] = useSearchParams();
  const result = api.useQuery(
    'get',
    '/api/v1/products/{domain}/{product}/ports/{port}/use',
    {
      params: {
        path: { domain: product.domain, product: product.name, port },
        query: application === undefined ? {} : { application },
      },
    },
    { placeholderData: keepPreviousData },
  );
  return (
    <AsyncView result={result} of="how to read it" lines={8}>
      {(use) => (
        <div className={styles.columns}>
          <div className={styles.side}>
            <Panel title="Where it is">
              <FactList facts={placeFacts(use)} />
            </Panel>
            <Panel title="Good to know">
              <ul className={styles.notes}>
                {use.notes.map((note) => (
                  <li key={note}>
                    <WithCode text={note} />
                  </li>
                ))}
                <li>
                  Reading needs a grant:{' '}
                  <Link to={paths.requestAccess(product.domain, product.name)}>request access</Link>.
                </li>
              </ul>
            </Panel>
          </div>
          <Snippet
            use={use}
            shown={params.get('with') ?? undefined}
            onShow={(id) =>
              setParams(
                { ...Object.fromEntries(params), with: id },
                { replace: true, preventScrollReset: true, state: { keepFocus: true } },
              )
            }
          />
        </div>
      )}
    </AsyncView>
  );
}

function Snippet({
  use,
  shown,
  onShow,
}: {
  use: Use;
  shown: string | undefined;
  onShow: (id: string) => void;
}) {
  const snippet = use.snippets.find((each) => each.id === shown) ?? use.snippets[0];
  return (
    <Panel title="Read it with">
      {snippet === undefined ? (
        <EmptyNote title="There is no example for this format yet" />
      ) : (
        <>
          <div role="group" aria-label="Language" className={styles.languages}>
            {use.snippets.map((each) => (
              <button
                key={each.id}
                type="button"
                aria-pressed={each.id === snippet.id}
                onClick={() => onShow(each.id)}
              >
                {each.title}
              </button>
            ))}
          </div>
          <CodeBlock label={`${snippet.title} example`} text={snippet.text} />
        </>
      )}
    </Panel>
  );
}

function placeFacts(use: Use) {
  return [
    { label: 'Cluster', value: use.cluster },
    { label: 'Bootstrap', value: <code>{use.bootstrap}</code> },
    { label: 'Topic', value: <code>{use.topic}</code> },
    { label: 'Groups begin with', value: <code>{use.groupPrefix}</code> },
    { label: 'Schema registry', value: <code>{use.registry}</code> },
  ];
}
