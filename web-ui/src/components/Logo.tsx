// SPDX-License-Identifier: Apache-2.0
import styles from './Logo.module.css';

/** The mark and the name: one thread going over and under two others. */
export function Logo() {
  return (
    <span className={styles.logo}>
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
        <g fill="none" strokeLinecap="round" strokeWidth="2.600">
          <path className={styles.warp} d="M8 3.500v7M8 15.500v7M18 3.500v4.500M18 18v4.500M18 13.200v.1" />
          <path
            className={styles.weft}
            d="M3 8h2.200M10.800 8H23M3 13h12.200M20.800 13H23M3 18h2.200M10.800 18H23"
          />
        </g>
      </svg>
      <span className={styles.name}>weft</span>
    </span>
  );
}
