// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/test/handlers';
import { enrichedReviews } from '@/test/fixtures/products';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const page = '/p/reviews/enriched-reviews';

test('shows what a product is, promises and comes from, and has no accessibility violations', async () => {
  const { container } = openPage(page);

  expect(
    await screen.findByRole('heading', { level: 1, name: 'Product reviews with who wrote them' }),
  ).toBeVisible();
  const ports = await screen.findByRole('region', { name: 'Output ports' });
  expect(within(ports).getAllByRole('link', { name: 'enriched@v1' })[0]).toHaveAttribute(
    'href',
    `${page}/ports/enriched@v1`,
  );
  expect(within(ports).getAllByText('no promise')).toHaveLength(2);
  expect(screen.getByRole('link', { name: 'Customer profiles' })).toHaveAttribute(
    'href',
    '/p/customers/profiles',
  );
  expect(screen.getByRole('link', { name: 'Request access' })).toHaveAttribute('href', `${page}/request`);
  await expectAccessible(container);
});

test('a product of which nothing was heard is unknown, not ready', async () => {
  server.use(
    http.get('*/api/v1/products/:domain/:product', () =>
      HttpResponse.json({ ...enrichedReviews, conditions: [], health: 'unknown' }),
    ),
  );
  openPage(page);

  const states = await screen.findByRole('region', { name: 'State on the clusters' });
  expect(within(states).getByText(/Nothing has been heard/)).toBeVisible();
  expect(screen.queryByText('Ready')).not.toBeInTheDocument();
});

test('gone, never there and forbidden are three different things', async () => {
  const gone = openPage('/p/reviews/gone');
  expect(
    await screen.findByRole('heading', { level: 1, name: 'This product has been removed' }),
  ).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('in commit 77d0cc1');
  gone.unmount();

  const missing = openPage('/p/reviews/no-such');
  expect(await screen.findByRole('heading', { level: 1, name: 'No such product' })).toBeVisible();
  missing.unmount();

  server.use(
    http.get('*/api/v1/products/:domain/:product', () =>
      problem(403, 'You may not see this product', { detail: 'Its domain shows it to members only.' }),
    ),
  );
  openPage(page);
  expect(await screen.findByRole('alert')).toHaveTextContent('members only');
  expect(screen.queryByText('No such product')).not.toBeInTheDocument();
});

test('a tab keeps the focus; another page moves it to the heading', async () => {
  const { user } = openPage(page);

  const tab = await screen.findByRole('link', { name: /Consumers/ });
  await user.click(tab);
  expect(await screen.findByRole('region', { name: 'Consumers' })).toBeVisible();
  expect(tab).toHaveFocus();

  await user.click(screen.getByRole('link', { name: 'Domains' }));
  const heading = await screen.findByRole('heading', { level: 1, name: 'Domains' });
  await waitFor(() => expect(heading).toHaveFocus());
});
