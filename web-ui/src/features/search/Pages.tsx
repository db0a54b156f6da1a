// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './Pages.module.css';
import { withParam } from './searchState';
import type { SearchPage } from '@/api/types';

/** The way to further results. */
export function Pages({ page, params }: { page: SearchPage; params: URLSearchParams }) {
  const last = Math.max(1, Math.ceil(page.total / page.size));
  if (last === 1) {
    return undefined;
  }
  const to = (number: number) => ({ search: withParam(params, 'page', String(number)).toString() });
  return (
    <nav aria-label="Pages" className={styles.pages}>
      {page.page > 1 && (
        <Link to={to(page.page - 1)} rel="prev">
          Previous
        </Link>
      )}
      <span>
        Page {page.page} of {last.toLocaleString('en')}
      </span>
      {page.page < last && (
        <Link to={to(page.page + 1)} rel="next">
          Next
        </Link>
      )}
    </nav>
  );
}
