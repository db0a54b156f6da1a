// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { enrichedSchema } from '@/test/fixtures/products';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const page = '/p/reviews/enriched-reviews/ports';

test('opens the first port and shows its fields, and has no accessibility violations', async () => {
  const { container, router } = openPage(page);

  expect(await screen.findByRole('row', { name: /customer_id.*Who wrote the review/ })).toBeVisible();
  expect(router.state.location.pathname).toBe(`${page}/enriched@v1`);
  expect(screen.getByText('16 fields')).toBeVisible();
  await expectAccessible(container);
});

test('closes and opens a field by keyboard, and finds fields by tag', async () => {
  const { user } = openPage(`${page}/enriched@v1`);
  const row = await screen.findByRole('row', { name: /record Reviewer/ });

  row.focus();
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(screen.queryByText('customer_since')).not.toBeInTheDocument());
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByText('customer_since')).toBeVisible();

  await user.type(screen.getByRole('searchbox', { name: 'Filter fields' }), 'pii');
  expect(await screen.findByText('3 of 16 shown')).toBeVisible();
  expect(screen.queryByText('rating')).not.toBeInTheDocument();
});

test('a schema of thousands of fields draws a screenful', async () => {
  const [first] = enrichedSchema.fields;
  server.use(
    http.get('*/api/v1/products/:domain/:product/ports/:port/schema', () =>
      HttpResponse.json({
        ...enrichedSchema,
        fields: Array.from({ length: 5000 }, (_, index) => ({
          ...first,
          path: `f${String(index)}`,
          name: `f${String(index)}`,
        })),
      }),
    ),
  );
  openPage(`${page}/enriched@v1`);

  expect(await screen.findByText('5,000 fields')).toBeVisible();
  expect(screen.getAllByRole('row').length).toBeGreaterThan(15);
  expect(screen.getAllByRole('row').length).toBeLessThan(100);
  expect(screen.getByRole('treegrid')).toHaveAttribute('aria-rowcount', '5001');
});

test('offers the contract of the port as files', async () => {
  openPage(`${page}/enriched@v1`);

  const contract = await screen.findByRole('region', { name: 'Download contract' });
  const files = within(contract).getAllByRole('link');
  expect(files.map((file) => [file.textContent, file.getAttribute('href')])).toEqual([
    ['ODCS', '/api/v1/products/reviews/enriched-reviews/ports/enriched@v1/exports/odcs'],
    ['AsyncAPI', '/api/v1/products/reviews/enriched-reviews/ports/enriched@v1/exports/asyncapi'],
  ]);
});

test('says that a port is not there', async () => {
  openPage(`${page}/enriched@v7`);

  expect(await screen.findByText('There is no port enriched@v7')).toBeVisible();
});
