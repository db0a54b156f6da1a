// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import { DomainMark } from './DomainMark';
import { Health } from './Health';
import styles from './HitRow.module.css';
import { TimeAgo } from './TimeAgo';
import type { Hit } from '@/api/types';
import { paths } from '@/lib/paths';

/** A product in a short list: its title, where it belongs, how it is and when it last changed. */
export function HitRow({ hit }: { hit: Hit }) {
  return (
    <li className={styles.row}>
      <DomainMark domain={hit.domain} size={18} />
      <div className={styles.words}>
        <Link to={paths.product(hit.domain, hit.name)} className={styles.title}>
          {hit.title}
        </Link>
        <div className={styles.detail}>
          <span>
            {hit.domain} / {hit.name}
          </span>
          <span>
            changed <TimeAgo at={hit.updatedAt} />
          </span>
        </div>
      </div>
      <Health health={hit.health} />
    </li>
  );
}
