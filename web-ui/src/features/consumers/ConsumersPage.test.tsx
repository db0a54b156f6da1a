// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { accessChange } from '@/test/fixtures/changes';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const page = '/p/reviews/enriched-reviews/consumers';

test('lists who reads, and whether they do, and has no accessibility violations', async () => {
  const { container, user } = openPage(page);

  const careAlerts = await screen.findByRole('button', { name: /Care alerts.*Granted.*Reading/ });
  expect(screen.getByRole('button', { name: /Dispute desk.*Not used yet/ })).toBeVisible();
  await user.click(careAlerts);
  expect(await screen.findByText('First used')).toBeVisible();
  expect(screen.getByText('12 records')).toBeVisible();
  await expectAccessible(container);
});

test('a team ends the grant of its application, with a reason, by a change request', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/grants/:domain/:product/:grant/revoke', async ({ request, params }) => {
      sent.push(
        [params.domain, params.product, params.grant],
        request.headers.get('X-Weft-Csrf'),
        await request.json(),
      );
      return HttpResponse.json(accessChange);
    }),
  );
  const { user, router } = openPage(page);

  await user.click(await screen.findByRole('button', { name: /Dispute desk/ }));
  await user.click(await screen.findByRole('button', { name: 'Revoke…' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  expect(within(dialog).getByText(/Say why/)).toBeVisible();
  await user.type(within(dialog).getByRole('textbox'), 'Not needed');
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));

  await screen.findByRole('heading', { level: 1, name: accessChange.title });
  expect(router.state.location.pathname).toBe('/changes/14');
  expect(sent).toEqual([
    ['reviews', 'enriched-reviews', 'dispute-desk'],
    'csrf-of-carl',
    { reason: 'Not needed' },
  ]);
});

test('another team cannot end a grant', async () => {
  const { user } = openPage(page);

  await user.click(await screen.findByRole('button', { name: /Care alerts/ }));
  expect(screen.queryByRole('button', { name: 'Revoke…' })).not.toBeInTheDocument();
});
