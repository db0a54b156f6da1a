// SPDX-License-Identifier: Apache-2.0
import { useOutletContext } from 'react-router';
import { ClusterStates } from './ClusterStates';
import { Comes } from './Comes';
import styles from './OverviewPage.module.css';
import { PortTable } from './PortTable';
import type { Product } from '@/api/types';
import { Chip, ChipRow } from '@/components/Chip';
import { EmptyNote } from '@/components/EmptyNote';
import { FactList } from '@/components/FactList';
import { FindingList } from '@/components/FindingList';
import { Markdown } from '@/components/Markdown';
import { Panel } from '@/components/Panel';
import { TeamCard } from '@/components/TeamCard';
import { TimeAgo } from '@/components/TimeAgo';

/** What a product is: its own words, its ports; beside them owner, state, origin. */
export function OverviewPage() {
  const product = useOutletContext<Product>();
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Panel title="Output ports" flush aside={`${String(product.ports.length)} declared`}>
          <PortTable product={product} />
        </Panel>
        <Panel title="About">
          {product.description.trim() === '' ? (
            <EmptyNote title="Nobody has described it">
              The owner can add <code>docs/README.md</code> beside the manifest.
            </EmptyNote>
          ) : (
            <Markdown source={product.description} />
          )}
        </Panel>
      </div>
      <div className={styles.side}>
        <Panel title="State on the clusters">
          <ClusterStates clusters={product.conditions} />
        </Panel>
        {product.findings.length > 0 && (
          <Panel title="Findings" aside={String(product.findings.length)}>
            <FindingList findings={product.findings} />
          </Panel>
        )}
        <Panel title="Owner">
          <TeamCard team={product.owner} />
        </Panel>
        <Panel title="Comes from">
          <Comes product={product} />
        </Panel>
        <Panel title="In Git">
          <FactList
            facts={[
              { label: 'Commit', value: <code>{product.commit.id.slice(0, 10)}</code> },
              { label: 'Subject', value: product.commit.subject },
              {
                label: 'By',
                value: (
                  <>
                    {product.commit.author}, <TimeAgo at={product.commit.time} />
                  </>
                ),
              },
              { label: 'Manifest', value: <code>{product.path}</code> },
              { label: 'URN', value: <code>{product.urn}</code> },
              ...(product.tags.length === 0
                ? []
                : [
                    {
                      label: 'Tags',
                      value: (
                        <ChipRow>
                          {product.tags.map((tag) => (
                            <Chip key={tag}>{tag}</Chip>
                          ))}
                        </ChipRow>
                      ),
                    },
                  ]),
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}
