// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { accessRequest, preview } from '@/test/fixtures/changes';
import { problem } from '@/test/handlers';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const page = '/p/reviews/enriched-reviews/request';

async function fillIn(user: ReturnType<typeof openPage>['user']) {
  await user.selectOptions(await screen.findByLabelText('Application'), 'billing/invoice-runner');
  await user.click(screen.getByRole('checkbox', { name: /enriched@v1/ }));
  await user.selectOptions(screen.getByLabelText('Purpose'), 'fraud-detection');
}

test('shows exact rules, verdict and approver before anything is sent, and has no accessibility violations', async () => {
  const { container, user } = openPage(page);
  await fillIn(user);

  const rules = await screen.findByRole('region', { name: 'Exact access rules' });
  expect(within(rules).getByText(/User:billing\.invoice-runner may READ groups/)).toBeVisible();
  expect(screen.getByText('All passed')).toBeVisible();
  expect(within(screen.getByRole('region', { name: 'Who decides' })).getByText('Reviews')).toBeVisible();
  await expectAccessible(container);
});

test('sends the request and follows it', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/access-requests', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(accessRequest, { status: 201 });
    }),
  );
  const { user, router } = openPage(page);
  await fillIn(user);
  await user.type(screen.getByLabelText('Reason'), 'Score disputed invoices.');
  await user.click(screen.getByRole('button', { name: 'Send the request' }));

  await waitFor(() => expect(router.state.location.pathname).toBe('/requests/14'));
  expect(sent).toMatchObject([
    {
      product: 'reviews/enriched-reviews',
      ports: ['enriched@v1'],
      purpose: 'fraud-detection',
      reason: 'Score disputed invoices.',
    },
  ]);
});

test('names what is missing at its field, and sends nothing', async () => {
  const { user } = openPage(page);
  await user.click(await screen.findByRole('button', { name: 'Send the request' }));

  expect(screen.getByLabelText('Application')).toBeInvalid();
  expect(screen.getByLabelText('Reason')).toHaveAccessibleDescription(/Say why/);
});

test('shows the problems of the server at their fields', async () => {
  server.use(
    http.post('*/api/v1/access-requests', () =>
      problem(422, 'The request is not complete', {
        errors: [{ field: 'expires', message: 'The owner allows 90 days at most.' }],
      }),
    ),
  );
  const { user } = openPage(page);
  await fillIn(user);
  await user.type(screen.getByLabelText('Reason'), 'Because');
  await user.click(screen.getByRole('button', { name: 'Send the request' }));

  await waitFor(() => expect(screen.getByLabelText('Until')).toHaveAccessibleDescription(/90 days at most/));
});

test('what a policy forbids cannot be sent', async () => {
  server.use(
    http.post('*/api/v1/access-requests/preview', () => HttpResponse.json({ ...preview, blocked: true })),
  );
  const { user } = openPage(page);
  await fillIn(user);

  expect(await screen.findByText('Blocked')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Send the request' })).toBeDisabled();
});

test('a planner that is away is said, not hidden', async () => {
  server.use(
    http.post('*/api/v1/access-requests/preview', () =>
      HttpResponse.json({ ...preview, plan: undefined, planProblem: 'The daemon does not answer.' }),
    ),
  );
  const { user } = openPage(page);
  await fillIn(user);

  expect(await screen.findByText(/The daemon does not answer/)).toBeVisible();
});
