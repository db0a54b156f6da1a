// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import styles from './RequestAccessPage.module.css';
import { isMoving, isOver, requestWords } from './requestWords';
import { api } from '@/api/client';
import { usePollInterval } from '@/api/LiveUpdates';
import type { AccessRequest } from '@/api/types';
import { AsyncView } from '@/components/AsyncView';
import { FactList } from '@/components/FactList';
import { FactsTimeline } from '@/components/FactsTimeline';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { StatusMark } from '@/components/StatusMark';
import { paths } from '@/lib/paths';
import { dateText } from '@/lib/time';

/** One access request from asking to reading, as it happens. */
export function RequestPage() {
  const { id } = useParams();
  const pollInterval = usePollInterval();
  const result = api.useQuery(
    'get',
    '/api/v1/access-requests/{id}',
    { params: { path: { id: Number(id) } } },
    {
      refetchInterval: (query) =>
        query.state.data !== undefined && isMoving(query.state.data) ? pollInterval : false,
    },
  );
  const request = result.data;
  return (
    <>
      <PageHeader
        title={
          request === undefined
            ? `Request ${id ?? ''}`
            : `${request.application} reads ${request.product.title}`
        }
        crumbs={[{ to: paths.requests, label: 'My requests' }]}
        {...(request === undefined
          ? {}
          : {
              meta: <StatusMark {...requestWords[request.state]} />,
              actions: <Actions request={request} />,
            })}
      />
      <AsyncView result={result} of="the request" lines={6}>
        {(loaded) => (
          <div className={styles.columns}>
            <Panel title="How far it is">
              <div aria-live="polite">
                <FactsTimeline
                  facts={loaded.facts}
                  waitsFor={loaded.waitsFor}
                  isOver={isOver(loaded.state)}
                />
              </div>
            </Panel>
            <Panel title="What was asked for">
              <FactList facts={requestFacts(loaded)} />
            </Panel>
          </div>
        )}
      </AsyncView>
    </>
  );
}

function requestFacts(request: AccessRequest) {
  const { product } = request;
  return [
    {
      label: 'Product',
      value: <Link to={paths.product(product.domain, product.name)}>{product.title}</Link>,
    },
    { label: 'Ports', value: request.ports.join(', ') },
    { label: 'Application', value: <code>{request.application}</code> },
    { label: 'Purpose', value: request.purpose },
    { label: 'Reason', value: request.reason },
    { label: 'Until', value: dateText(request.expires) },
    { label: 'Asked by', value: request.requestedBy },
    { label: 'Grant', value: <code>{request.grant}</code> },
    {
      label: 'In Git',
      value: <Link to={paths.change(request.change)}>change request {request.change}</Link>,
    },
  ];
}

function Actions({ request }: { request: AccessRequest }) {
  const { domain, name } = request.product;
  const [port] = request.ports;
  const query = new URLSearchParams({
    application: request.application,
    ...(port === undefined ? {} : { port }),
  });
  return (
    <>
      {request.canWithdraw && <Withdraw number={request.change} />}
      {request.state === 'active' && (
        <Button component={Link} to={`${paths.use(domain, name)}?${query.toString()}`}>
          How to consume
        </Button>
      )}
      {request.canApprove && (
        <Button component={Link} to={paths.change(request.change)}>
          Decide
        </Button>
      )}
    </>
  );
}

function Withdraw({ number }: { number: number }) {
  const [isAsking, setAsking] = useState(false);
  const withdraw = api.useMutation('post', '/api/v1/change-requests/{number}/withdraw');
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Withdraw…
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Withdraw the request"
          confirmLabel="Withdraw"
          isBusy={withdraw.isPending}
          error={withdraw.error}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            withdraw.mutate({ params: { path: { number } } }, { onSuccess: () => setAsking(false) })
          }
        >
          The change request is closed without being merged. It stays readable.
        </ConfirmDialog>
      )}
    </>
  );
}
