// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { grantSteps } from './grantSteps';

const states = (...given: Parameters<typeof grantSteps>) =>
  grantSteps(...given).map((step) => `${step.key} ${step.state}`);

test('the first fact that has not happened is what is waited for', () => {
  expect(states({ requestedAt: '2026-11-21T10:00:00Z', approvedAt: '2026-11-21T10:01:00Z' }, false)).toEqual([
    'requestedAt done',
    'approvedAt done',
    'mergedAt waiting',
    'writtenAt ahead',
    'readBackAt ahead',
    'firstUsedAt ahead',
  ]);
});

test('what is over waits for nothing', () => {
  expect(
    states({ requestedAt: '2026-11-21T10:00:00Z' }, true)
      .slice(1)
      .every((step) => step.endsWith('missed')),
  ).toBe(true);
});

test('a grant that came by Git alone has no request, and that is not waited for', () => {
  expect(states({ mergedAt: '2026-11-21T10:00:00Z' }, false).slice(0, 4)).toEqual([
    'requestedAt missed',
    'approvedAt missed',
    'mergedAt done',
    'writtenAt waiting',
  ]);
});

test('each fact knows the one before it, to say how long it took', () => {
  const steps = grantSteps(
    { mergedAt: '2026-11-21T10:00:00Z', readBackAt: '2026-11-21T10:00:02Z', mergedCommit: '4f2a91c07be3d5' },
    false,
  );

  expect(steps.find((step) => step.key === 'readBackAt')?.after).toBe('2026-11-21T10:00:00Z');
  expect(steps.find((step) => step.key === 'mergedAt')?.by).toBe('4f2a91c07b');
});
