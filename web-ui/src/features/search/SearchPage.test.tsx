// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, test } from 'vitest';
import { problem } from '@/test/handlers';
import { expectAccessible, openPage } from '@/test/render';
import { server } from '@/test/server';

const titles = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);

test('finds what was meant, marks why, and has no accessibility violations', async () => {
  const { container } = openPage('/search?q=revews');

  expect(await screen.findByText(/since nothing is called “revews”/)).toBeVisible();
  expect(titles()).toContain('Product reviews with who wrote them');
  expect(container.querySelector('mark')?.textContent.toLowerCase()).toBe('reviews');
  await expectAccessible(container);
});

test('a facet narrows the results and stands in the address', async () => {
  const { user, router } = openPage('/search?q=review');

  const domain = await screen.findByRole('group', { name: 'Domain' });
  await user.click(within(domain).getByRole('checkbox', { name: /reviews/ }));

  await waitFor(() => expect(router.state.location.search).toBe('?q=review&domain=reviews'));
  await waitFor(() => expect(within(domain).getByRole('checkbox', { name: /reviews/ })).toBeChecked());
  await waitFor(() => expect(screen.getByText('4 products')).toBeVisible());
});

test('j and k walk through the results', async () => {
  const { user } = openPage('/search');
  await screen.findByRole('link', { name: 'Product reviews with who wrote them' });

  await user.keyboard('jj');
  expect(screen.getByRole('link', { name: 'Product reviews that count' })).toHaveFocus();
  await user.keyboard('k');
  expect(screen.getByRole('link', { name: 'Product reviews with who wrote them' })).toHaveFocus();
});

test('says that nothing was found, and what to do', async () => {
  openPage('/search?q=zzzz');

  expect(await screen.findByText('Nothing found for “zzzz”')).toBeVisible();
});

test('a failed search is not an empty one', async () => {
  server.use(
    http.get('*/api/v1/search', () =>
      problem(500, 'The search has failed', { detail: 'The index is being rebuilt.' }),
    ),
  );
  openPage('/search?q=orders');

  expect(await screen.findByRole('alert')).toHaveTextContent('The index is being rebuilt.');
  expect(screen.queryByText(/Nothing found/)).not.toBeInTheDocument();
});
