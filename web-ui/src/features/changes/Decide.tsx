// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useState } from 'react';
import styles from './Decide.module.css';
import { useDecisions } from './useDecisions';
import type { ChangeRequest } from '@/api/types';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { WithCode } from '@/components/WithCode';

type Decision = 'approve' | 'deny' | 'merge';

export interface DecideProps {
  change: ChangeRequest;
  /** A decision to ask about at once, chosen by a key elsewhere. */
  asked?: Decision | undefined;
  onAsked?: (decision: Decision | undefined) => void;
}

/** Approve, deny and merge; what may not be done says why. Each is asked about once more, since others see it. */
export function Decide({ change, asked, onAsked }: DecideProps) {
  const [own, setOwn] = useState<Decision>();
  const decision = asked ?? own;
  const ask = (next: Decision | undefined) => {
    setOwn(next);
    onAsked?.(next);
  };
  const isOpen = change.state === 'open' || change.state === 'approved';
  if (!isOpen) {
    return undefined;
  }
  return (
    <div className={styles.decide}>
      <div className={styles.buttons}>
        {change.canApprove && <Button onClick={() => ask('approve')}>Approve…</Button>}
        {change.canMerge && (
          <Button variant={change.canApprove ? 'default' : 'filled'} onClick={() => ask('merge')}>
            Merge…
          </Button>
        )}
        {change.canApprove && (
          <Button variant="default" onClick={() => ask('deny')}>
            Deny…
          </Button>
        )}
      </div>
      {!change.canApprove && change.whyNot !== undefined && (
        <p className={styles.why}>
          Approve: <WithCode text={change.whyNot} />
        </p>
      )}
      {!change.canMerge && change.whyNotMerge !== undefined && (
        <p className={styles.why}>
          Merge: <WithCode text={change.whyNotMerge} />
        </p>
      )}
      {decision !== undefined && (
        <Dialog change={change} decision={decision} onClose={() => ask(undefined)} />
      )}
    </div>
  );
}

interface DialogProps {
  change: ChangeRequest;
  decision: Decision;
  onClose: () => void;
}

function Dialog({ change, decision, onClose }: DialogProps) {
  const { path, approve, deny, merge } = useDecisions(change.number);
  const commit = change.head ?? '';
  const done = { onSuccess: onClose };
  switch (decision) {
    case 'approve':
      return (
        <ConfirmDialog
          title={`Approve change request ${String(change.number)}`}
          confirmLabel="Approve"
          isBusy={approve.isPending}
          error={approve.error}
          onClose={onClose}
          onConfirm={() => approve.mutate({ ...path, body: { commit } }, done)}
        >
          You approve commit <code>{commit.slice(0, 10)}</code>. Your name and the commit are recorded in Git.{' '}
          {change.kind === 'access' &&
            'If nothing blocks, it is merged at once and the access is written to the cluster.'}
        </ConfirmDialog>
      );
    case 'merge':
      return (
        <ConfirmDialog
          title={`Merge change request ${String(change.number)}`}
          confirmLabel="Merge"
          isBusy={merge.isPending}
          error={merge.error}
          onClose={onClose}
          onConfirm={() => merge.mutate({ ...path, body: { commit } }, done)}
        >
          Commit <code>{commit.slice(0, 10)}</code> becomes part of the main branch, and the servers are made
          so within seconds.
        </ConfirmDialog>
      );
    case 'deny':
      return (
        <ConfirmDialog
          title={`Deny change request ${String(change.number)}`}
          confirmLabel="Deny"
          isDestructive
          reasonLabel="Reason"
          isBusy={deny.isPending}
          error={deny.error}
          onClose={onClose}
          onConfirm={(reason) => deny.mutate({ ...path, body: { reason } }, done)}
        >
          It is closed without being merged. {change.author} reads the reason.
        </ConfirmDialog>
      );
  }
}
