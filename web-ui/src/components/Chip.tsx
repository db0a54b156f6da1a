// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import styles from './Chip.module.css';

export type Tone = 'quiet' | 'outline' | 'accent' | 'good' | 'wait' | 'stop';

export interface ChipProps {
  tone?: Tone;
  title?: string;
  children: ReactNode;
}

/** A short word about a thing. Its colour repeats what the word says. */
export function Chip({ tone = 'quiet', title, children }: ChipProps) {
  return (
    <span className={`${styles.chip ?? ''} ${styles[tone] ?? ''}`} title={title}>
      {children}
    </span>
  );
}

/** Chips beside each other, wrapping. */
export function ChipRow({ children }: { children: ReactNode }) {
  return <span className={styles.row}>{children}</span>;
}
