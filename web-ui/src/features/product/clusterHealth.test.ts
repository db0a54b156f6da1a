// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { clusterHealth } from './clusterHealth';
import type { ClusterStatus } from '@/api/types';

const health = (...conditions: [type: string, status: 'True' | 'False' | 'Unknown'][]) =>
  clusterHealth({
    conditions: conditions.map(([type, status]): ClusterStatus['conditions'][number] => ({
      type,
      status,
      reason: '',
      message: '',
      since: '',
    })),
  });

test('a product of which nothing was heard is unknown, never ready', () => {
  expect(health()).toBe('unknown');
  expect(health(['Ready', 'Unknown'])).toBe('unknown');
});

test('what stops comes before what moves, and that before what is there', () => {
  expect(health(['Ready', 'True'], ['Stalled', 'False'])).toBe('ready');
  expect(health(['Ready', 'False'])).toBe('working');
  expect(health(['Ready', 'True'], ['Reconciling', 'True'])).toBe('working');
  expect(health(['Ready', 'True'], ['Reconciling', 'True'], ['Stalled', 'True'])).toBe('stalled');
});
