// SPDX-License-Identifier: Apache-2.0
import type { ClusterStatus, Hit } from '@/api/types';

/** Whether the last scan found something there that policies warn of or forbid. */
export function isAgainstPolicies(cluster: Pick<ClusterStatus, 'conditions'>): boolean {
  return cluster.conditions.some(
    (condition) => condition.type === 'Compliant' && condition.status === 'False',
  );
}

/** How a product is on one cluster, by its conditions; unknown when nothing was heard. */
export function clusterHealth(cluster: Pick<ClusterStatus, 'conditions'>): Hit['health'] {
  const is = (type: string) => cluster.conditions.find((condition) => condition.type === type)?.status;
  if (is('Stalled') === 'True') {
    return 'stalled';
  }
  if (is('Reconciling') === 'True') {
    return 'working';
  }
  switch (is('Ready')) {
    case 'True':
      return 'ready';
    case 'False':
      return 'working';
    default:
      return 'unknown';
  }
}
