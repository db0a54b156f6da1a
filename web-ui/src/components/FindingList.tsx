// SPDX-License-Identifier: Apache-2.0
import { Chip } from './Chip';
import styles from './FindingList.module.css';
import { WithCode } from './WithCode';
import { StatusMark, type Mark } from './StatusMark';
import type { Finding } from '@/api/types';

const marks: Record<Finding['severity'], Mark> = {
  error: 'stop',
  danger: 'stop',
  warning: 'wait',
  note: 'unknown',
};
const order: Finding['severity'][] = ['error', 'danger', 'warning', 'note'];

/** What policies and checks found, what blocks first; each with its place and what to do. */
export function FindingList({ findings }: { findings: Finding[] }) {
  const sorted = [...findings].sort(
    (a, b) =>
      Number(b.blocking) - Number(a.blocking) || order.indexOf(a.severity) - order.indexOf(b.severity),
  );
  return (
    <ul className={styles.findings}>
      {sorted.map((finding) => (
        <li
          key={`${finding.rule} ${finding.file} ${String(finding.line)} ${finding.message}`}
          className={styles.finding}
        >
          <div className={styles.top}>
            <StatusMark mark={marks[finding.severity]} label={finding.severity} />
            {finding.blocking ? <Chip tone="stop">blocks</Chip> : <Chip>does not block</Chip>}
            <code className={styles.rule}>{finding.rule}</code>
          </div>
          <p>
            <WithCode text={finding.message} />
          </p>
          {finding.hint !== '' && (
            <p className={styles.hint}>
              <WithCode text={finding.hint} />
            </p>
          )}
          {finding.file !== '' && (
            <p className={styles.place}>
              {finding.file}
              {finding.line > 0 && `:${String(finding.line)}`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
