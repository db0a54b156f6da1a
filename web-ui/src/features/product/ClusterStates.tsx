// SPDX-License-Identifier: Apache-2.0
import styles from './ClusterStates.module.css';
import { clusterHealth, isAgainstPolicies } from './clusterHealth';
import type { ClusterStatus } from '@/api/types';
import { EmptyNote } from '@/components/EmptyNote';
import { Health } from '@/components/Health';
import { StatusMark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';

/** What was read back from each cluster, and how old that is. */
export function ClusterStates({ clusters }: { clusters: ClusterStatus[] }) {
  if (clusters.length === 0) {
    return <EmptyNote title="Unknown">Nothing has been heard of it from any cluster yet.</EmptyNote>;
  }
  return (
    <ul className={styles.clusters}>
      {clusters.map((cluster) => (
        <li key={cluster.cluster}>
          <div className={styles.top}>
            <strong>{cluster.cluster}</strong>
            <Health health={clusterHealth(cluster)} />
            {isAgainstPolicies(cluster) && (
              <StatusMark
                mark="wait"
                label="Against policies"
                title="What is deployed keeps some policy no longer"
              />
            )}
          </div>
          <ul className={styles.conditions}>
            {cluster.conditions.map((condition) => (
              <li key={condition.type} className={styles.condition}>
                <span className={styles.type}>{condition.type}</span>
                <span>
                  {condition.message === '' ? condition.reason : condition.message}{' '}
                  <span className={styles.age}>
                    {condition.status === 'True' ? 'since' : `${condition.status.toLowerCase()} since`}{' '}
                    <TimeAgo at={condition.since} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {cluster.drift.length > 0 && (
            <div className={styles.drift}>
              <StatusMark mark="wait" label={`Differs from Git in ${String(cluster.drift.length)}`} />
              <ul>
                {cluster.drift.map((drift) => (
                  <li key={`${drift.resource} ${drift.message}`}>
                    <code>{drift.resource}</code>: {drift.message}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <p className={styles.age}>
            Measured <TimeAgo at={cluster.checkedAt} />, at commit{' '}
            <code>{cluster.revision.slice(0, 10)}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}
