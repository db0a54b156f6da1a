// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './ChangeList.module.css';
import { changeWords } from './changeWords';
import type { ChangeRequest } from '@/api/types';
import { Chip } from '@/components/Chip';
import { StatusMark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';
import { paths } from '@/lib/paths';

export interface ChangeListProps {
  changes: ChangeRequest[];
  ref?: React.Ref<HTMLUListElement>;
}

/** Change requests, one under the other. */
export function ChangeList({ changes, ref }: ChangeListProps) {
  return (
    <ul ref={ref} className={styles.list}>
      {changes.map((change) => (
        <li key={change.number} className={styles.row}>
          <span className={styles.number}>{change.number}</span>
          <div className={styles.words}>
            <Link
              to={paths.change(change.number)}
              className={styles.title}
              data-list-item=""
              data-change={change.number}
            >
              {change.title}
            </Link>
            <p className={styles.detail}>
              {change.kind === 'access' && <Chip tone="accent">access</Chip>} {change.products.join(', ')}
              {change.products.length > 0 && ' · '}by {change.author}, <TimeAgo at={change.createdAt} />
            </p>
          </div>
          <div className={styles.state}>
            <StatusMark {...changeWords[change.state]} />
            <p className={styles.detail}>{waitsFor(change)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function waitsFor(change: ChangeRequest): string {
  const teams = change.neededTeams.filter((team) => !team.isApproved).map((team) => team.title);
  return change.state === 'open' && teams.length > 0 ? `by ${teams.join(', ')}` : '';
}
