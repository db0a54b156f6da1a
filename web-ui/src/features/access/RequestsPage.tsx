// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import { Link } from 'react-router';
import styles from './RequestsPage.module.css';
import { requestWords } from './requestWords';
import { api } from '@/api/client';
import type { AccessRequest } from '@/api/types';
import { AsyncView } from '@/components/AsyncView';
import { Chip } from '@/components/Chip';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHeader } from '@/components/PageHeader';
import { StatusMark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';
import { WithCode } from '@/components/WithCode';
import { paths } from '@/lib/paths';
import { useListKeys } from '@/lib/useListKeys';

/** The access requests of the reader and their teams, and what each waits for. */
export function RequestsPage() {
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const result = api.useQuery('get', '/api/v1/access-requests', { params: { query: { mine: true } } });
  return (
    <>
      <PageHeader
        title="My requests"
        lead="Access that you and your teams have asked for, and how far it is."
      />
      <AsyncView
        result={result}
        of="your requests"
        lines={6}
        isEmpty={(requests) => requests.length === 0}
        empty={
          <EmptyNote title="You have not asked for anything yet">
            <Link to={paths.search()}>Find a product</Link> and choose “Request access” on its page.
          </EmptyNote>
        }
      >
        {(requests) => (
          <ul ref={list} className={styles.list}>
            {requests.map((request) => (
              <RequestRow key={request.id} request={request} />
            ))}
          </ul>
        )}
      </AsyncView>
    </>
  );
}

function RequestRow({ request }: { request: AccessRequest }) {
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link to={paths.request(request.id)} className={styles.title} data-list-item="">
          {request.application} reads {request.product.title}
        </Link>
        <p className={styles.detail}>
          {request.ports.join(', ')} <Chip tone="outline">{request.purpose}</Chip> asked{' '}
          <TimeAgo at={request.requestedAt} /> by {request.requestedBy}
        </p>
      </div>
      <div className={styles.state}>
        <StatusMark {...requestWords[request.state]} />
        {request.waitsFor !== '' && (
          <p className={styles.detail}>
            <WithCode text={request.waitsFor} />
          </p>
        )}
      </div>
    </li>
  );
}
