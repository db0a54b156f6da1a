// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { PortTable } from './PortTable';
import { enrichedReviews } from '@/test/fixtures/products';
import { expectAccessible } from '@/test/render';

test('a port says when it stops, and which inputs do not bind it', async () => {
  const { container } = render(
    <MemoryRouter>
      <PortTable product={enrichedReviews} />
    </MemoryRouter>,
  );

  expect(screen.getAllByText(/Stops on/)).toHaveLength(1);
  expect(container.querySelector('time')).toHaveAttribute('datetime', '2027-06-30');
  expect(screen.getByText(/Not bound by the classification of/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'customers/profiles/profiles@v1' })).toBeVisible();
  expect(screen.getByText(/Only the country of a customer is left\./)).toBeVisible();
  await expectAccessible(container);
});
