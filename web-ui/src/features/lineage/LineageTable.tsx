// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import { edgeWords, kindWords } from './flow';
import type { Lineage } from '@/api/types';
import { DataTable, type Column } from '@/components/DataTable';
import { Health } from '@/components/Health';
import { paths } from '@/lib/paths';

type Node = Lineage['nodes'][number];

interface Row {
  id: string;
  from: Node | undefined;
  to: Node | undefined;
  kind: Lineage['edges'][number]['kind'];
  label: string;
}

const columns: Column<Row>[] = [
  {
    id: 'from',
    header: 'From',
    value: (row) => row.from?.title ?? '',
    cell: (row) => <NodeName node={row.from} />,
  },
  {
    id: 'kind',
    header: 'Link',
    value: (row) => row.kind,
    cell: (row) => `${edgeWords[row.kind]}${row.label === '' ? '' : ` (${row.label})`}`,
  },
  { id: 'to', header: 'To', value: (row) => row.to?.title ?? '', cell: (row) => <NodeName node={row.to} /> },
  {
    id: 'state',
    header: 'State of “to”',
    value: (row) => row.to?.health ?? '',
    cell: (row) => (row.to?.kind === 'product' ? <Health health={row.to.health} /> : undefined),
  },
];

/** Every link of a lineage as a row. */
export function LineageTable({ lineage }: { lineage: Lineage }) {
  const nodes = new Map(lineage.nodes.map((node) => [node.urn, node]));
  const rows = lineage.edges.map((edge): Row => ({
    id: edge.id,
    from: nodes.get(edge.from),
    to: nodes.get(edge.to),
    kind: edge.kind,
    label: edge.label,
  }));
  return <DataTable label="Lineage" columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function NodeName({ node }: { node: Node | undefined }) {
  if (node === undefined) {
    return 'not in the catalog';
  }
  return node.kind === 'product' ? (
    <Link to={paths.product(node.domain, node.name)}>{node.title}</Link>
  ) : (
    <>
      {node.title} ({kindWords[node.kind].toLowerCase()})
    </>
  );
}
