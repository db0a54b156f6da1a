// SPDX-License-Identifier: Apache-2.0
import { useParams } from 'react-router';
import styles from './ChangePage.module.css';
import { Approvals, ChangeReview } from './ChangeReview';
import { changeWords } from './changeWords';
import { Comment } from './Comment';
import { Decide } from './Decide';
import { api } from '@/api/client';
import { usePollInterval } from '@/api/LiveUpdates';
import type { ChangeRequestPage } from '@/api/types';
import { useMe } from '@/api/useMe';
import { AsyncView } from '@/components/AsyncView';
import { FactList } from '@/components/FactList';
import { FactsTimeline } from '@/components/FactsTimeline';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StatusMark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';
import { paths } from '@/lib/paths';

/** One change request: what it would do, what speaks against it, who has agreed, and the decision. */
export function ChangePage() {
  const { number } = useParams();
  const pollInterval = usePollInterval();
  const result = api.useQuery(
    'get',
    '/api/v1/change-requests/{number}',
    { params: { path: { number: Number(number) } } },
    { refetchInterval: pollInterval },
  );
  const change = result.data;
  return (
    <>
      <PageHeader
        title={change?.title ?? `Change request ${number ?? ''}`}
        crumbs={[
          { to: paths.changes, label: 'Change requests' },
          { to: paths.change(Number(number)), label: number },
        ]}
        {...(change === undefined
          ? {}
          : { meta: <Meta change={change} />, actions: <Decide change={change} /> })}
      />
      <AsyncView result={result} of="the change request" lines={8}>
        {(loaded) => (
          <div className={styles.columns}>
            <ChangeReview change={loaded} />
            <Side change={loaded} />
          </div>
        )}
      </AsyncView>
    </>
  );
}

function Meta({ change }: { change: ChangeRequestPage }) {
  return (
    <>
      <StatusMark {...changeWords[change.state]} />
      <span>
        by <strong>{change.author}</strong>, <TimeAgo at={change.createdAt} />
      </span>
      <span>{change.products.join(', ')}</span>
    </>
  );
}

/** What somebody did; the text is the commit it was about, or their own words. */
function What({ event }: { event: ChangeRequestPage['events'][number] }) {
  switch (event.type) {
    case 'opened':
    case 'pushed':
    case 'approved':
    case 'merged':
      return (
        <>
          {event.type} <code>{event.text.slice(0, 10)}</code>
        </>
      );
    case 'commented':
      return event.text;
    case 'allowed':
    case 'denied':
    case 'withdrawn':
      return event.text === '' ? event.type : `${event.type}: ${event.text}`;
  }
}

function Side({ change }: { change: ChangeRequestPage }) {
  const session = useMe();
  return (
    <div className={styles.side}>
      {change.access !== undefined && (
        <Panel title="How far it is">
          <FactsTimeline
            facts={change.access.facts}
            waitsFor={change.access.waitsFor}
            isOver={change.state === 'closed'}
          />
        </Panel>
      )}
      <Panel title="Approvals">
        <Approvals change={change} />
      </Panel>
      <Panel title="In Git">
        <FactList
          facts={[
            { label: 'Branch', value: <code>{change.branch}</code> },
            ...(change.head === undefined
              ? []
              : [{ label: 'Head', value: <code>{change.head.slice(0, 10)}</code> }]),
            { label: 'Base', value: <code>{change.base.slice(0, 10)}</code> },
          ]}
        />
      </Panel>
      <Panel title="History">
        <ol className={styles.events}>
          {change.events.map((event) => (
            <li key={`${event.at} ${event.type} ${event.text}`}>
              <strong>{event.by}</strong> <What event={event} />
              <span className={styles.when}>
                <TimeAgo at={event.at} />
              </span>
            </li>
          ))}
        </ol>
        {session.kind === 'signed-in' && <Comment number={change.number} />}
      </Panel>
    </div>
  );
}
