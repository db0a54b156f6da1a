// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ClusterStates } from './ClusterStates';
import type { ClusterStatus } from '@/api/types';
import { enrichedReviews } from '@/test/fixtures/products';
import { expectAccessible } from '@/test/render';

const scanned = (status: 'True' | 'False', reason: string, message: string): ClusterStatus[] =>
  enrichedReviews.conditions.map((cluster) => ({
    ...cluster,
    conditions: [
      ...cluster.conditions,
      { type: 'Compliant', status, reason, message, since: '2026-11-21T10:00:00Z' },
    ],
  }));

test('what no longer keeps a policy is marked beside its health, with the finding', async () => {
  const { container } = render(
    <ClusterStates clusters={scanned('False', 'Violated', 'policy/sla-is-present: No freshness.')} />,
  );

  expect(screen.getByText('Against policies')).toBeVisible();
  expect(screen.getAllByText('Ready')).toHaveLength(2);
  expect(screen.getByText(/policy\/sla-is-present: No freshness\./)).toBeVisible();
  await expectAccessible(container);
});

test('what keeps all policies, or is excused, is not marked', () => {
  render(<ClusterStates clusters={scanned('True', 'Waived', 'policy/x: Excused.')} />);

  expect(screen.queryByText('Against policies')).not.toBeInTheDocument();
  expect(screen.getByText('Compliant')).toBeVisible();
});
