// SPDX-License-Identifier: Apache-2.0
import {
  Background,
  BaseEdge,
  Controls,
  EdgeLabelRenderer,
  Handle,
  Position,
  ReactFlow,
  type EdgeProps,
  type NodeProps,
  type ReactFlowInstance,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useRef } from 'react';
import { Link } from 'react-router';
import { kindWords, middleOf, pathThrough, toFlow, type LineageEdge, type LineageNode } from './flow';
import styles from './LineageGraph.module.css';
import type { Lineage } from '@/api/types';
import { DomainMark } from '@/components/DomainMark';
import { Health } from '@/components/Health';
import { Icon } from '@/components/Icon';
import { typeWords } from '@/components/productWords';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';

/** The smallest zoom at which names can be read. */
const READABLE = 0.7;

const nodeTypes = { lineage: NodeView };
const edgeTypes = { lineage: EdgeView };

/** The picture of a lineage, laid out by the server. What it shows is in the table below it too. */
export function LineageGraph({ lineage }: { lineage: Lineage }) {
  const { nodes, edges } = toFlow(lineage);
  const frame = useRef<HTMLDivElement>(null);

  /** All of it, where that can be read; else what is around the product. */
  function handleInit(flow: ReactFlowInstance<LineageNode, LineageEdge>) {
    const focus = lineage.nodes.find((node) => node.urn === lineage.focus);
    const width = frame.current?.clientWidth ?? 0;
    if (focus === undefined || width / lineage.width >= READABLE) {
      void flow.fitView({ maxZoom: 1, padding: 0.06 });
    } else {
      void flow.setCenter(focus.x + focus.width / 2, lineage.height / 2, { zoom: READABLE });
    }
  }

  return (
    <div
      ref={frame}
      className={styles.graph}
      role="group"
      aria-label="Picture of the lineage; the table below says the same"
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        // Another picture begins anew: where the last one was moved to says nothing about it.
        key={`${lineage.focus} ${String(lineage.width)}`}
        onInit={handleInit}
        minZoom={0.2}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
      >
        <Background gap={22} size={1} color="var(--w-line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function NodeView({ data: { node, isFocus } }: NodeProps<LineageNode>) {
  const detail =
    node.kind === 'product' && node.type in typeWords
      ? typeWords[node.type as keyof typeof typeWords].label
      : kindWords[node.kind];
  return (
    <div className={cx(styles.node, isFocus && styles.focus)} data-kind={node.kind}>
      <Handle type="target" position={Position.Left} className={styles.handle ?? ''} />
      <div className={styles.where}>
        {node.kind === 'product' ? (
          <DomainMark domain={node.domain} size={12} />
        ) : (
          <Icon name={node.kind === 'source' ? 'external' : 'screen'} size={12} />
        )}
        <span className={styles.domain}>
          {node.kind === 'source' ? detail : `${node.domain} · ${detail}`}
        </span>
        {node.kind === 'product' && (
          <span className={styles.health}>
            <Health health={node.health} />
          </span>
        )}
      </div>
      {node.kind === 'product' && !isFocus ? (
        <Link to={paths.lineage(node.domain, node.name)} className={styles.title}>
          {node.title}
        </Link>
      ) : (
        <span className={styles.title}>{node.title}</span>
      )}
      <Handle type="source" position={Position.Right} className={styles.handle ?? ''} />
    </div>
  );
}

function EdgeView({ id, data }: EdgeProps<LineageEdge>) {
  const points = data?.points ?? [];
  const [x, y] = middleOf(points);
  return (
    <>
      <BaseEdge id={id} path={pathThrough(points)} className={styles.edge ?? ''} data-kind={data?.kind} />
      <EdgeLabelRenderer>
        <span
          className={styles.label}
          style={{ transform: `translate(-50%, -50%) translate(${String(x)}px, ${String(y)}px)` }}
        >
          {data?.label}
        </span>
      </EdgeLabelRenderer>
    </>
  );
}
