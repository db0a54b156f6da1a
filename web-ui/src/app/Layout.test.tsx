// SPDX-License-Identifier: Apache-2.0
import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, test, vi } from 'vitest';
import { problem } from '@/test/handlers';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

afterEach(() => vi.unstubAllGlobals());

test('an address that no page has says so, and has no accessibility violations', async () => {
  const { container } = openPage('/no/such/page');

  expect(await screen.findByRole('heading', { level: 1, name: 'No such page' })).toBeVisible();
  await expectAccessible(container);
});

test('keys go places, find the search and explain themselves', async () => {
  const { user, router } = openPage('/platform');
  await screen.findByRole('heading', { level: 1, name: 'Platform' });

  await user.keyboard('gd');
  expect(await screen.findByRole('heading', { level: 1, name: 'Domains' })).toBeVisible();
  expect(router.state.location.pathname).toBe('/domains');
  await user.keyboard('/');
  expect(screen.getByRole('combobox', { name: 'Search data products' })).toHaveFocus();
  await user.keyboard('{Escape}?');
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('single keys can be switched off', async () => {
  localStorage.setItem('weft-shortcuts', 'off');
  const { user, router } = openPage('/platform');
  await screen.findByRole('heading', { level: 1, name: 'Platform' });

  await user.keyboard('gd');
  expect(router.state.location.pathname).toBe('/platform');
});

test('the theme is chosen from a menu by keyboard', async () => {
  const { user } = openPage('/platform');

  await user.click(await screen.findByRole('button', { name: 'Theme: As the system' }));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Theme: Dark' })).toHaveFocus());
});

test('whoever is not signed in is offered to, and comes back to the same page', async () => {
  server.use(http.get('*/api/v1/me', () => problem(401, 'You are not signed in')));
  openPage('/search?q=orders');

  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/auth/sign-in?return=%2Fsearch%3Fq%3Dorders',
  );
});

test('a change that the feed tells of is read again', async () => {
  let source: EventTarget | undefined;
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      constructor() {
        super();
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- the test speaks through it
        source = this;
      }
      close() {
        source = undefined;
      }
    },
  );
  let title = 'Before';
  server.use(
    http.get('*/api/v1/domains', () =>
      HttpResponse.json([
        {
          name: 'reviews',
          title,
          description: '',
          owner: 'a',
          ownerTitle: 'A',
          productCount: 1,
          applicationCount: 0,
        },
      ]),
    ),
  );
  openPage('/domains');
  expect(await screen.findByRole('link', { name: 'Before' })).toBeVisible();

  title = 'After';
  act(() => {
    source?.dispatchEvent(new Event('open'));
    source?.dispatchEvent(
      new MessageEvent('change', { data: '{"type":"domain","subject":"urn:weft:reviews"}' }),
    );
  });
  expect(await screen.findByRole('link', { name: 'After' })).toBeVisible();
  await waitFor(() => expect(screen.getByText('Live')).toBeVisible());
});
