// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { expectAccessible, openPage } from '@/test/render';

test('lists the domains, and has no accessibility violations', async () => {
  const { container } = openPage('/domains');

  expect(await screen.findByRole('link', { name: 'Product reviews' })).toHaveAttribute(
    'href',
    '/domains/reviews',
  );
  await expectAccessible(container);
});

test('a domain shows its products by type, its owner and its applications', async () => {
  const { container } = openPage('/domains/reviews');

  const aggregates = await screen.findByRole('region', { name: 'Aggregate' });
  expect(within(aggregates).getByRole('link', { name: 'Product reviews that count' })).toBeVisible();
  expect(
    within(screen.getByRole('region', { name: 'Owner' })).getByText('reviews@example.com'),
  ).toBeVisible();
  await expectAccessible(container);
});

test('a domain that is not there says so', async () => {
  openPage('/domains/nowhere');

  expect(await screen.findByRole('heading', { level: 1, name: 'No such domain' })).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('There is no domain nowhere.');
});
