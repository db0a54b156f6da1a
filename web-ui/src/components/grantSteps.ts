// SPDX-License-Identifier: Apache-2.0
import type { Facts } from '@/api/types';

export type StepState = 'done' | 'waiting' | 'ahead' | 'missed';

export interface Step {
  key: string;
  title: string;
  /** What the step means, while it has not happened. */
  meaning: string;
  state: StepState;
  at?: string;
  /** When the step before it happened. */
  after?: string;
  by?: string;
}

const all: { key: keyof Facts; title: string; meaning: string }[] = [
  { key: 'requestedAt', title: 'Requested', meaning: 'A change request in Git holds the grant.' },
  { key: 'approvedAt', title: 'Approved', meaning: 'The owner of the data agrees.' },
  { key: 'mergedAt', title: 'Merged', meaning: 'The grant is in Git.' },
  { key: 'writtenAt', title: 'Written', meaning: 'The access rules are on the cluster.' },
  { key: 'readBackAt', title: 'Read back', meaning: 'The cluster confirms the rules.' },
  { key: 'firstUsedAt', title: 'First used', meaning: 'The application has read a record.' },
];

/** The facts of a grant as steps. The first that has not happened waits, unless it is over; then none will. */
export function grantSteps(facts: Facts, isOver: boolean): Step[] {
  const lastDone = all.findLastIndex((step) => facts[step.key] !== undefined);
  let before: string | undefined;
  return all.map((step, index) => {
    const at = facts[step.key];
    const by =
      step.key === 'approvedAt'
        ? facts.approvedBy
        : step.key === 'mergedAt'
          ? facts.mergedCommit?.slice(0, 10)
          : undefined;
    const result: Step = {
      ...step,
      state:
        at !== undefined
          ? 'done'
          : isOver || index < lastDone
            ? 'missed'
            : index === lastDone + 1
              ? 'waiting'
              : 'ahead',
      ...(at === undefined ? {} : { at }),
      ...(at === undefined || before === undefined ? {} : { after: before }),
      ...(at === undefined || by === undefined ? {} : { by }),
    };
    before = at ?? before;
    return result;
  });
}
