// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { lineage } from '@/test/fixtures/products';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const page = '/p/reviews/enriched-reviews/lineage';

test('says in a table what the picture shows, and has no accessibility violations', async () => {
  const { container } = openPage(page);

  const table = await screen.findByRole('table', { name: 'Lineage' });
  expect(within(table).getAllByRole('row')).toHaveLength(lineage.edges.length + 1);
  expect(
    within(table).getByRole('row', { name: /who wrote them is read by \(fraud-detection\) Dispute desk/ }),
  ).toBeVisible();
  await expectAccessible(container);
});

test('asks for as many steps as the address says', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/products/:domain/:product/lineage', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('depth'));
      return HttpResponse.json(lineage);
    }),
  );
  const { user } = openPage(`${page}?depth=3`);

  await user.selectOptions(await screen.findByRole('combobox', { name: 'Steps' }), '1');
  await screen.findByRole('table', { name: 'Lineage' });
  expect(asked).toEqual(['3', '1']);
});

test('a product without links says so', async () => {
  server.use(
    http.get('*/api/v1/products/:domain/:product/lineage', () =>
      HttpResponse.json({ ...lineage, nodes: [], edges: [] }),
    ),
  );
  openPage(page);

  expect(await screen.findByText('Nothing leads here, and nobody reads it yet')).toBeVisible();
});
