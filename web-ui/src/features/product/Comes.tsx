// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './Comes.module.css';
import type { Product } from '@/api/types';
import { DomainMark } from '@/components/DomainMark';
import { EmptyNote } from '@/components/EmptyNote';
import { paths } from '@/lib/paths';

/** What a product is made from, and what writes it. */
export function Comes({ product }: { product: Product }) {
  return (
    <ul className={styles.list}>
      {product.inputs.map((input) => (
        <li key={input.urn} className={styles.item}>
          <DomainMark domain={input.domain} />
          <span>
            {input.isKnown ? (
              <Link to={paths.product(input.domain, input.product)}>{input.title}</Link>
            ) : (
              <>{input.title} (not in the catalog)</>
            )}
            <span className={styles.detail}>
              {input.domain}/{input.product}/{input.port}@v{input.major}
            </span>
          </span>
        </li>
      ))}
      {product.sources.map((source) => (
        <li key={source}>{source}</li>
      ))}
      {product.inputs.length + product.sources.length === 0 && (
        <li>
          <EmptyNote title="No input is declared" />
        </li>
      )}
      {product.producer !== undefined && (
        <li className={styles.producer}>
          Written by <code>{product.producer}</code>
        </li>
      )}
    </ul>
  );
}
