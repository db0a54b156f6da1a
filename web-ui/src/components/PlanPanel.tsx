// SPDX-License-Identifier: Apache-2.0
import { Chip, type Tone } from './Chip';
import { EmptyNote } from './EmptyNote';
import { WithCode } from './WithCode';
import styles from './PlanPanel.module.css';
import type { PlanChange, PlanView } from '@/api/types';

const risks: Record<PlanChange['risk'], Tone> = { safe: 'good', disruptive: 'wait', destructive: 'stop' };
const signs: Record<string, string> = { create: '+', change: '~', update: '~', remove: '−', delete: '−' };

/** What would be written to the servers, change by change, as the provisioner plans it. */
export function PlanPanel({ plan }: { plan: PlanView }) {
  if (plan.changes.length === 0) {
    return (
      <EmptyNote title="Nothing to do">
        The servers of {plan.environment} are already as this would make them.
      </EmptyNote>
    );
  }
  const { create, change, remove, blocked } = plan.summary;
  return (
    <div>
      <p className={styles.summary}>
        In {plan.environment}: {create} to create, {change} to change, {remove} to remove
        {blocked > 0 && (
          <>
            {' '}
            <Chip tone="stop">{blocked} blocked</Chip>
          </>
        )}
      </p>
      <ul className={styles.changes}>
        {plan.changes.map((each) => (
          <li key={each.id} className={styles.change}>
            <span className={styles.sign} data-action={each.action} aria-hidden="true">
              {signs[each.action] ?? '·'}
            </span>
            <div>
              <p className={styles.resource}>
                <span className="visually-hidden">{each.action} </span>
                {each.resource}
              </p>
              <p className={styles.detail}>
                <Chip tone={risks[each.risk]}>{each.risk}</Chip> {each.kind}, {each.reason}
              </p>
              {each.details.length > 0 && (
                <ul className={styles.details}>
                  {each.details.map((detail) => (
                    <li key={detail}>
                      <WithCode text={detail} />
                    </li>
                  ))}
                </ul>
              )}
              {each.blocked !== undefined && (
                <p className={styles.blocked}>
                  Blocked: <WithCode text={each.blocked} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
