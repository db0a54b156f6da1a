// SPDX-License-Identifier: Apache-2.0
import { Link, useLocation } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { paths } from '@/lib/paths';

/** An address that no page has. */
export function NotFoundPage() {
  const location = useLocation();
  return (
    <>
      <PageHeader title="No such page" lead={<code>{location.pathname}</code>} />
      <p>
        Nothing has this address, now or before. <Link to={paths.search()}>Search the catalog</Link>, or go{' '}
        <Link to={paths.home}>home</Link>.
      </p>
    </>
  );
}
