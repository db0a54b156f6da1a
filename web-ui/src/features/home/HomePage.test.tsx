// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/test/handlers';
import { accessChange } from '@/test/fixtures/changes';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

test('shows what is new and the domains, and has no accessibility violations', async () => {
  const { container } = openPage('/');

  const recent = await screen.findByRole('region', { name: 'Recently published' });
  expect(
    await within(recent).findByRole('link', { name: 'Product reviews with who wrote them' }),
  ).toHaveAttribute('href', '/p/reviews/enriched-reviews');
  expect(await screen.findByRole('link', { name: /Customers 2 products/ })).toBeVisible();
  await expectAccessible(container);
});

test('lists the decisions that wait for the reader, the longest first', async () => {
  const older = { ...accessChange, number: 8, title: 'The older one', createdAt: '2026-01-01T00:00:00Z' };
  server.use(
    http.get('*/api/v1/inbox', () => HttpResponse.json({ approvals: [accessChange, older], mine: [] })),
  );
  openPage('/');

  const needs = await screen.findByRole('region', { name: 'Needs you' });
  const links = await within(needs).findAllByRole('link', { name: /older one|invoice-runner/ });
  expect(links.map((link) => link.textContent)).toEqual([
    'The older one',
    'Grant billing/invoice-runner read access to enriched-reviews',
  ]);
});

test('asks nobody in particular to sign in', async () => {
  server.use(http.get('*/api/v1/me', () => problem(401, 'You are not signed in')));
  openPage('/');

  const needs = await screen.findByRole('region', { name: 'Needs you' });
  expect(await within(needs).findByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/auth/sign-in?return=%2F',
  );
});

test('suggests products while typing, and arrow and Enter open one', async () => {
  const { user, router } = openPage('/');

  const field = await screen.findByRole('combobox', { name: 'Search data products' });
  await user.type(field, 'orders');
  expect(await screen.findByRole('option', { name: /Confirmed orders/ })).toBeVisible();
  await user.keyboard('{ArrowDown}{Enter}');

  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/p\//));
});
