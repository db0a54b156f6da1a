// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { platform } from '@/test/fixtures/changes';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

test('shows what runs and how old that is, and has no accessibility violations', async () => {
  const { container } = openPage('/platform');

  const keycloak = await screen.findByRole('row', {
    name: /Keycloak Down no answer within 2 s.*minute.* ago/,
  });
  expect(keycloak).toBeVisible();
  expect(screen.getByText('leader: it writes')).toBeVisible();
  await expectAccessible(container);
});

test('a daemon that was never heard of is unknown, and what that means is said', async () => {
  server.use(http.get('*/api/v1/platform', () => HttpResponse.json({ ...platform, daemon: undefined })));
  openPage('/platform');

  const panel = await screen.findByRole('region', { name: 'Provisioner' });
  expect(within(panel).getByText('Nothing has been heard of it yet')).toBeVisible();
});
