// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import styles from './EmptyNote.module.css';

export interface EmptyNoteProps {
  title: string;
  /** Why there is nothing, and what to do about it. */
  children?: ReactNode;
}

/** Says that a read succeeded and found nothing. */
export function EmptyNote({ title, children }: EmptyNoteProps) {
  return (
    <div className={styles.empty} role="status">
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
    </div>
  );
}
