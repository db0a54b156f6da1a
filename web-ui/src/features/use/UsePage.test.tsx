// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { use } from '@/test/fixtures/products';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const page = '/p/reviews/enriched-reviews/use';

test('fills in the names for the chosen application, and has no accessibility violations', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/products/:domain/:product/ports/:port/use', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('application'));
      return HttpResponse.json(use);
    }),
  );
  const { container, user } = openPage(page);

  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'As application' }),
    'billing/invoice-runner',
  );
  await waitFor(() => expect(asked.at(-1)).toBe('billing/invoice-runner'));
  expect(await screen.findByText('127.0.0.1:19092')).toBeVisible();
  await expectAccessible(container);
});

test('copies the snippet that is shown', async () => {
  const { user } = openPage(page);

  await user.click(await screen.findByRole('button', { name: 'Python' }));
  await user.click(await screen.findByRole('button', { name: 'Copy Python example' }));

  expect(await navigator.clipboard.readText()).toContain('from confluent_kafka import Consumer');
  expect(await screen.findByText('Copied')).toBeVisible();
});
