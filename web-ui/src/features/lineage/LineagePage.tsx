// SPDX-License-Identifier: Apache-2.0
import { useSearchParams } from 'react-router';
import { LineageGraph } from './LineageGraph';
import styles from './LineagePage.module.css';
import { LineageTable } from './LineageTable';
import { api } from '@/api/client';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { Panel } from '@/components/Panel';
import { useProductParams } from '@/lib/useProductParams';

const depths = [1, 2, 3, 4];

/** Where a product comes from and where it goes: as a picture, and the same as a table. */
export function LineagePage() {
  const { domain, product } = useProductParams();
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('depth') ?? 2);
  const depth = depths.includes(asked) ? asked : 2;
  const result = api.useQuery('get', '/api/v1/products/{domain}/{product}/lineage', {
    params: { path: { domain, product }, query: { depth } },
  });
  const picker = (
    <label className={styles.depth}>
      Steps{' '}
      <select
        value={depth}
        onChange={(event) =>
          setParams({ depth: event.target.value }, { preventScrollReset: true, state: { keepFocus: true } })
        }
      >
        {depths.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
  return (
    <AsyncView
      result={result}
      of="the lineage"
      lines={8}
      isEmpty={(lineage) => lineage.edges.length === 0}
      empty={
        <Panel title="Lineage">
          <EmptyNote title="Nothing leads here, and nobody reads it yet">
            Inputs are declared in the manifest; readers appear with their grants.
          </EmptyNote>
        </Panel>
      }
    >
      {(lineage) => (
        <div className={styles.parts}>
          <Panel title="Lineage" flush aside={picker}>
            {!lineage.isComplete && (
              <p className={styles.more}>There is more than fits here: the farthest is left out.</p>
            )}
            <LineageGraph lineage={lineage} />
          </Panel>
          <Panel title="The same as a table" flush aside={`${String(lineage.edges.length)} links`}>
            <LineageTable lineage={lineage} />
          </Panel>
        </div>
      )}
    </AsyncView>
  );
}
