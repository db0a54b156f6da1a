// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { accessChange, schemaChange } from '@/test/fixtures/changes';
import { problem } from '@/test/handlers';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

test('a change request shows diff, plan, findings and approvals, and has no accessibility violations', async () => {
  const { container } = openPage('/changes/13');

  expect(await screen.findByText('contract/field-removed')).toBeVisible();
  expect(screen.getByText('2 findings, 1 blocking')).toBeVisible();
  expect(screen.getByText('destructive')).toBeVisible();
  expect(screen.getByText('stale')).toBeVisible();
  expect(screen.getByText(/Merge: One finding blocks/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Approve|Merge/ })).not.toBeInTheDocument();
  await expectAccessible(container);
});

test('approves the commit that was shown, after asking once more', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/change-requests/:number/approve', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...accessChange, state: 'merged' });
    }),
  );
  const { user } = openPage('/changes/14');

  await user.click(await screen.findByRole('button', { name: 'Approve…' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Approve' }));

  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(sent).toEqual([{ commit: accessChange.head }]);
});

test('says that the change has moved, and stays', async () => {
  server.use(
    http.post('*/api/v1/change-requests/:number/approve', () =>
      problem(409, 'The change has moved', { detail: 'It is at 1234567 now: look again.' }),
    ),
  );
  const { user } = openPage('/changes/14');

  await user.click(await screen.findByRole('button', { name: 'Approve…' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Approve' }));

  expect(await within(dialog).findByRole('alert')).toHaveTextContent('look again');
});

test('the inbox goes by keys: j chooses, d denies with a reason', async () => {
  const second = {
    ...accessChange,
    number: 15,
    title: 'The second one',
    createdAt: new Date().toISOString(),
  };
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/v1/inbox', () => HttpResponse.json({ approvals: [second, accessChange], mine: [] })),
    http.get('*/api/v1/change-requests/15', () => HttpResponse.json(second)),
    http.post('*/api/v1/change-requests/:number/deny', async ({ request, params }) => {
      sent.push(params.number, await request.json());
      return HttpResponse.json({ ...second, state: 'closed' });
    }),
  );
  const { container, user } = openPage('/inbox');
  expect(await screen.findByRole('heading', { level: 2, name: accessChange.title })).toBeVisible();
  await expectAccessible(container);

  await user.keyboard('j');
  expect(await screen.findByRole('heading', { level: 2, name: 'The second one' })).toBeVisible();
  await user.keyboard('d');
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox'), 'Not for this');
  await user.click(within(dialog).getByRole('button', { name: 'Deny' }));

  await waitFor(() => expect(sent).toEqual(['15', { reason: 'Not for this' }]));
});

test('an empty inbox says so', async () => {
  server.use(http.get('*/api/v1/inbox', () => HttpResponse.json({ approvals: [], mine: [] })));
  openPage('/inbox');

  expect(await screen.findByText('Nothing waits for your decision')).toBeVisible();
});

test('lists change requests by state', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/change-requests', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('state'));
      return HttpResponse.json([schemaChange]);
    }),
  );
  const { container, user } = openPage('/changes');

  expect(await screen.findByRole('link', { name: schemaChange.title })).toHaveAttribute(
    'href',
    '/changes/13',
  );
  await user.click(screen.getByRole('link', { name: 'Merged' }));
  await waitFor(() => expect(asked).toEqual(['open', 'merged']));
  await expectAccessible(container);
});
