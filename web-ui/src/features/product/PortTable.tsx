// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './PortTable.module.css';
import type { PortSummary, Product } from '@/api/types';
import { Chip, ChipRow } from '@/components/Chip';
import { Origin } from '@/components/Origin';
import { classificationTone, lifecycleWords, portRef } from '@/components/productWords';
import { paths } from '@/lib/paths';
import { dateText, durationText } from '@/lib/time';

/** The ports of a product with what each promises. */
export function PortTable({ product }: { product: Product }) {
  return (
    <ul className={styles.ports}>
      {product.ports.map((port) => (
        <li key={port.urn} className={styles.port}>
          <div className={styles.head}>
            <Link
              to={paths.port(product.domain, product.name, port.name, port.major)}
              className={styles.name}
            >
              {portRef(port)}
            </Link>
            <ChipRow>
              {port.status !== 'active' && (
                <Chip tone={lifecycleWords[port.status].tone}>{lifecycleWords[port.status].label}</Chip>
              )}
              <Chip tone={classificationTone(port.classification)}>{port.classification}</Chip>
              <Chip tone="outline">{port.format}</Chip>
            </ChipRow>
          </div>
          <code className={styles.topic}>{port.topic}</code>
          <dl className={styles.promises}>
            {promises(port).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {value} {value !== 'no promise' && <Origin kind="declared" />}
                </dd>
              </div>
            ))}
          </dl>
          {port.sunset !== undefined && (
            <p className={styles.replaced}>
              Stops on <time dateTime={port.sunset}>{dateText(port.sunset)}</time>, and keeps its promises
              until then.
            </p>
          )}
          {port.replacedBy !== undefined && (
            <p className={styles.replaced}>
              Replaced by{' '}
              <Link
                to={paths.port(
                  port.replacedBy.domain,
                  port.replacedBy.product,
                  port.replacedBy.port,
                  port.replacedBy.major,
                )}
              >
                {port.replacedBy.port}@v{port.replacedBy.major}
              </Link>
              : new consumers take that one.
            </p>
          )}
          {port.discharges.length > 0 && (
            <div className={styles.discharges}>
              Not bound by the classification of
              <ul>
                {port.discharges.map(({ input, reason }) => (
                  <li key={input.urn}>
                    <Link to={paths.port(input.domain, input.product, input.port, input.major)}>
                      {input.domain}/{input.product}/{input.port}@v{input.major}
                    </Link>
                    : {reason}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function promises(port: PortSummary): [string, string][] {
  const { freshness, availability, timeToRepair } = port.sla;
  return [
    ['Fresh within', freshness === undefined ? 'no promise' : durationText(freshness)],
    ['Available', availability === undefined ? 'no promise' : `${String(availability)} %`],
    ['Repaired within', timeToRepair === undefined ? 'no promise' : durationText(timeToRepair)],
    ['Kept for', port.retention === undefined ? 'for ever' : durationText(port.retention)],
  ];
}
