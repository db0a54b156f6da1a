// SPDX-License-Identifier: Apache-2.0
import type { AccessRequest } from '@/api/types';
import type { Mark } from '@/components/StatusMark';

export const requestWords: Record<AccessRequest['state'], { mark: Mark; label: string }> = {
  open: { mark: 'wait', label: 'Waiting' },
  approved: { mark: 'working', label: 'Approved' },
  merged: { mark: 'working', label: 'Being written' },
  active: { mark: 'good', label: 'Granted' },
  denied: { mark: 'stop', label: 'Denied' },
  withdrawn: { mark: 'unknown', label: 'Withdrawn' },
  expired: { mark: 'unknown', label: 'Expired' },
  revoked: { mark: 'stop', label: 'Revoked' },
};

/** Whether nothing more will happen to a request. */
export function isOver(state: AccessRequest['state']): boolean {
  return ['denied', 'withdrawn', 'expired', 'revoked'].includes(state);
}

/** Whether a request moves by itself now, so that its page keeps looking. */
export function isMoving(request: AccessRequest): boolean {
  return !isOver(request.state) && request.facts.firstUsedAt === undefined;
}
