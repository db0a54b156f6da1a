// SPDX-License-Identifier: Apache-2.0
import { Icon } from './Icon';
import styles from './TeamCard.module.css';
import type { Team } from '@/api/types';

/** A team and the ways to reach it. */
export function TeamCard({ team }: { team: Team }) {
  return (
    <div className={styles.team}>
      <p className={styles.name}>{team.title}</p>
      <ul className={styles.ways}>
        {team.email !== undefined && (
          <li>
            <Icon name="mail" size={14} />
            <a href={`mailto:${team.email}`}>{team.email}</a>
          </li>
        )}
        {team.chat !== undefined && (
          <li>
            <Icon name="chat" size={14} />
            {team.chat}
          </li>
        )}
        {team.onCall !== undefined && (
          <li>
            <Icon name="phone" size={14} />
            <span>
              on call:{' '}
              {team.onCall.includes('@') ? <a href={`mailto:${team.onCall}`}>{team.onCall}</a> : team.onCall}
            </span>
          </li>
        )}
        <li>
          <Icon name="person" size={14} />
          {team.members.length} {team.members.length === 1 ? 'member' : 'members'}
        </li>
      </ul>
    </div>
  );
}
