// SPDX-License-Identifier: Apache-2.0
import styles from './StatusMark.module.css';

export type Mark = 'good' | 'working' | 'wait' | 'stop' | 'unknown';

export interface StatusMarkProps {
  mark: Mark;
  label: string;
  title?: string;
}

/** A state as shape, colour and word: each alone is enough to tell it. */
export function StatusMark({ mark, label, title }: StatusMarkProps) {
  return (
    <span className={`${styles.status ?? ''} ${styles[mark] ?? ''}`} title={title}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <Shape mark={mark} />
      </svg>
      {label}
    </span>
  );
}

function Shape({ mark }: { mark: Mark }) {
  switch (mark) {
    case 'good':
      return (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" />
          <path
            d="M3.500 6.200 5.300 8l3.200-3.700"
            fill="none"
            stroke="var(--w-surface)"
            strokeWidth="1.4"
          />
        </>
      );
    case 'working':
      return (
        <>
          <circle cx="6" cy="6" r="4.800" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 1.200a4.800 4.800 0 0 1 0 9.600Z" fill="currentColor" />
        </>
      );
    case 'wait':
      return (
        <>
          <circle cx="6" cy="6" r="4.800" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 3.500V6l1.700 1.300" fill="none" stroke="currentColor" strokeWidth="1.300" />
        </>
      );
    case 'stop':
      return (
        <path
          d="M6 .8 11.600 11H.4ZM5.400 4.200v3.400h1.200V4.200ZM5.400 8.500v1.200h1.200V8.500Z"
          fill="currentColor"
          fillRule="evenodd"
        />
      );
    case 'unknown':
      return (
        <circle
          cx="6"
          cy="6"
          r="4.800"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray="2 1.770"
        />
      );
  }
}
