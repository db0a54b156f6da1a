// SPDX-License-Identifier: Apache-2.0
import type { Consumer } from '@/api/types';
import type { Mark } from '@/components/StatusMark';

export const stateWords: Record<Consumer['state'], { mark: Mark; label: string }> = {
  requested: { mark: 'wait', label: 'Requested' },
  active: { mark: 'good', label: 'Granted' },
  expired: { mark: 'unknown', label: 'Expired' },
  revoked: { mark: 'stop', label: 'Revoked' },
};

/** Whether a grant is made use of, as measured on the cluster. */
export const usageWords: Record<Consumer['use'], { mark: Mark; label: string; meaning: string }> = {
  active: { mark: 'good', label: 'Reading', meaning: 'Has read within the last days.' },
  dormant: { mark: 'wait', label: 'Dormant', meaning: 'Has read before, not lately.' },
  unused: { mark: 'unknown', label: 'Not used yet', meaning: 'Has never read a record.' },
  unknown: { mark: 'unknown', label: 'Use unknown', meaning: 'Nobody has measured it yet.' },
};
