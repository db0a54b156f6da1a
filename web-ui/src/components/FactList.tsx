// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import styles from './FactList.module.css';
import { Origin, type OriginKind } from './Origin';

export interface Fact {
  label: string;
  value: ReactNode;
  origin?: OriginKind;
}

/** Names and values in two columns. A fact without a value is left out by whoever lists them. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.origin !== undefined && (
              <>
                {' '}
                <Origin kind={fact.origin} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
