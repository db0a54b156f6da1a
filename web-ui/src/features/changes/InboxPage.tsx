// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Link } from 'react-router';
import { ChangeReview } from './ChangeReview';
import { Decide } from './Decide';
import styles from './InboxPage.module.css';
import { useInboxKeys } from './useInboxKeys';
import { api } from '@/api/client';
import type { ChangeRequest } from '@/api/types';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHeader } from '@/components/PageHeader';
import { TimeAgo } from '@/components/TimeAgo';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';

/** What waits for the reader's decision: the list at one side, all about the chosen one at the other. */
export function InboxPage() {
  const result = api.useQuery('get', '/api/v1/inbox');
  return (
    <>
      <PageHeader title="Inbox" lead="Changes that wait for a decision of your teams, the longest first." />
      <AsyncView
        result={result}
        of="your inbox"
        lines={8}
        isEmpty={(inbox) => inbox.approvals.length === 0}
        empty={
          <EmptyNote title="Nothing waits for your decision">
            What you have asked for yourself is under <Link to={paths.requests}>My requests</Link>.
          </EmptyNote>
        }
      >
        {(inbox) => (
          <Waiting approvals={[...inbox.approvals].sort((a, b) => a.createdAt.localeCompare(b.createdAt))} />
        )}
      </AsyncView>
    </>
  );
}

function Waiting({ approvals }: { approvals: ChangeRequest[] }) {
  const [chosen, setChosen] = useState<number>();
  const [asked, setAsked] = useState<'approve' | 'deny' | 'merge'>();
  const current = approvals.find((change) => change.number === chosen) ?? approvals[0];
  useInboxKeys(approvals, current, {
    onChoose: setChosen,
    onApprove: () => setAsked('approve'),
    onDeny: () => setAsked('deny'),
  });
  if (current === undefined) {
    return undefined;
  }
  return (
    <div className={styles.columns}>
      <ul className={styles.list}>
        {approvals.map((change) => (
          <li key={change.number}>
            <button
              type="button"
              className={cx(styles.item, change === current && styles.chosen)}
              aria-pressed={change === current}
              onClick={() => setChosen(change.number)}
            >
              <strong>{change.title}</strong>
              <span>
                {change.author}, <TimeAgo at={change.createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <section aria-label={current.title} className={styles.detail}>
        <div className={styles.head}>
          <h2>
            <Link to={paths.change(current.number)}>{current.title}</Link>
          </h2>
          <Decide key={current.number} change={current} asked={asked} onAsked={setAsked} />
        </div>
        <Review number={current.number} />
      </section>
    </div>
  );
}

function Review({ number }: { number: number }) {
  const result = api.useQuery('get', '/api/v1/change-requests/{number}', { params: { path: { number } } });
  return (
    <AsyncView result={result} of="the change request" lines={8}>
      {(change) => <ChangeReview change={change} />}
    </AsyncView>
  );
}
