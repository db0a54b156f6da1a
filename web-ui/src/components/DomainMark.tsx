// SPDX-License-Identifier: Apache-2.0
import styles from './DomainMark.module.css';
import { threadOf } from '@/lib/thread';

/** The thread of a domain: a small woven square whose colour stays with the domain. Beside its name, never instead. */
export function DomainMark({ domain, size = 14 }: { domain: string; size?: number }) {
  return (
    <svg
      className={styles.mark}
      data-thread={threadOf(domain)}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="14" height="14" rx="3" fill="currentColor" opacity="0.22" />
      <path
        d="M2.500 4.700h3.400M8.100 4.700h3.400M2.500 9.300h3.400M8.100 9.300h3.400M4.700 2.500v1M4.700 5.900v5.600M9.300 2.500v5.600M9.300 10.500v1"
        stroke="currentColor"
        strokeWidth="1.700"
        strokeLinecap="round"
      />
    </svg>
  );
}
