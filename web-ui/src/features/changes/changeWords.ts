// SPDX-License-Identifier: Apache-2.0
import type { ChangeRequest } from '@/api/types';
import type { Mark } from '@/components/StatusMark';

export const changeWords: Record<ChangeRequest['state'], { mark: Mark; label: string }> = {
  open: { mark: 'wait', label: 'Waiting for approval' },
  approved: { mark: 'working', label: 'Approved' },
  merged: { mark: 'good', label: 'Merged' },
  closed: { mark: 'unknown', label: 'Closed' },
};
