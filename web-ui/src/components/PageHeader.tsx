// SPDX-License-Identifier: Apache-2.0
import { Fragment, useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './PageHeader.module.css';

export interface Crumb {
  label: ReactNode;
  to: string;
}

export interface PageHeaderProps {
  /** The heading, and the title of the window. */
  title: string;
  crumbs?: Crumb[];
  /** One line under the heading. */
  lead?: ReactNode;
  /** States and facts under the lead. */
  meta?: ReactNode;
  actions?: ReactNode;
}

/** The top of a page: where it is, what it is, what can be done. Its heading takes the focus after a navigation. */
export function PageHeader({ title, crumbs, lead, meta, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Weft`;
  }, [title]);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {crumbs !== undefined && (
          <nav aria-label="Where this is" className={styles.crumbs}>
            {crumbs.map((crumb, index) => (
              <Fragment key={crumb.to}>
                {index > 0 && <span aria-hidden="true">/</span>}
                <Link to={crumb.to}>{crumb.label}</Link>
              </Fragment>
            ))}
          </nav>
        )}
        <h1 tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {meta !== undefined && <div className={styles.meta}>{meta}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
