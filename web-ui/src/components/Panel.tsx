// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactNode } from 'react';
import styles from './Panel.module.css';
import { cx } from '@/lib/cx';

export interface PanelProps {
  title: ReactNode;
  /** What stands at the right of the title: a count, an age, a link. */
  aside?: ReactNode;
  /** Whether the content reaches the edges, as tables and lists of links do. */
  flush?: boolean;
  level?: 2 | 3;
  children: ReactNode;
}

/** A titled part of a page; a region for those who jump between them. */
export function Panel({ title, aside, flush = false, level = 2, children }: PanelProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <Heading id={id} className={styles.title}>
          {title}
        </Heading>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      <div className={cx(styles.body, flush && styles.flush)}>{children}</div>
    </section>
  );
}
