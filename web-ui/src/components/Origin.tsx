// SPDX-License-Identifier: Apache-2.0
import styles from './Origin.module.css';

export type OriginKind = 'declared' | 'measured' | 'unknown';

const meanings: Record<OriginKind, string> = {
  declared: 'Says the manifest in Git.',
  measured: 'Read from the running servers.',
  unknown: 'Nobody has measured it yet.',
};

/** Where a figure comes from. A promise is never mistaken for a measurement. */
export function Origin({ kind }: { kind: OriginKind }) {
  return (
    <span className={styles.origin} data-kind={kind} title={meanings[kind]}>
      {kind}
    </span>
  );
}
