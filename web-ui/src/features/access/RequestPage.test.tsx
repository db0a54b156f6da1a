// SPDX-License-Identifier: Apache-2.0
import { act, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { accessRequest, activeRequest } from '@/test/fixtures/changes';
import { expectAccessible, openPage } from '@/test/render';
import type { AccessRequest } from '@/api/types';
import { server } from '@/test/server';

test('shows each fact of a grant with its time, and has no accessibility violations', async () => {
  const { container } = openPage('/requests/11');

  expect(await screen.findByText('First used')).toBeVisible();
  expect(screen.getAllByText(/: done/)).toHaveLength(6);
  expect(screen.getByRole('link', { name: 'How to consume' })).toHaveAttribute(
    'href',
    '/p/reviews/enriched-reviews/use?application=billing%2Fdispute-desk&port=enriched%40v1',
  );
  await expectAccessible(container);
});

test('follows a request that is approved meanwhile', async () => {
  let answer: AccessRequest = accessRequest;
  server.use(http.get('*/api/v1/access-requests/:id', () => HttpResponse.json(answer)));
  const { client } = openPage('/requests/14');
  expect(await screen.findByText(/^The approval of/)).toBeVisible();

  answer = { ...activeRequest, id: 14 };
  await act(() => client.invalidateQueries());
  expect(await screen.findByText('Granted')).toBeVisible();
  expect(screen.queryByText(/is missing/)).not.toBeInTheDocument();
});

test('a denied request waits for nothing', async () => {
  openPage('/requests/9');

  expect(await screen.findByText('Denied')).toBeVisible();
  expect(screen.getAllByText(/: did not happen/)).toHaveLength(5);
  expect(screen.queryByText(/: waiting/)).not.toBeInTheDocument();
});

test('lists the requests of the reader with what they wait for', async () => {
  const { container } = openPage('/requests');

  expect(await screen.findByRole('link', { name: /billing\/invoice-runner reads/ })).toHaveAttribute(
    'href',
    '/requests/14',
  );
  expect(screen.getByText('reviews-team')).toBeVisible();
  await expectAccessible(container);
});
