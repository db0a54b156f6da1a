// SPDX-License-Identifier: Apache-2.0
import type { Edge, Node } from '@xyflow/react';
import type { Lineage } from '@/api/types';

export type LineageNode = Node<{ node: Lineage['nodes'][number]; isFocus: boolean }, 'lineage'>;
export type LineageEdge = Edge<{ points: number[][]; kind: string; label: string }, 'lineage'>;

/** What the picture's library draws, from the layout the server has made. */
export function toFlow(lineage: Lineage): { nodes: LineageNode[]; edges: LineageEdge[] } {
  return {
    nodes: lineage.nodes.map((node) => ({
      id: node.urn,
      type: 'lineage',
      position: { x: node.x, y: node.y },
      width: node.width,
      height: node.height,
      data: { node, isFocus: node.urn === lineage.focus },
      ariaLabel: `${kindWords[node.kind]} ${node.title}`,
    })),
    edges: lineage.edges.map((edge) => ({
      id: edge.id,
      type: 'lineage',
      source: edge.from,
      target: edge.to,
      focusable: false,
      data: { points: edge.points, kind: edge.kind, label: edge.label },
    })),
  };
}

export const kindWords: Record<Lineage['nodes'][number]['kind'], string> = {
  product: 'Product',
  application: 'Application',
  source: 'Source',
};

/** How an edge reads in a sentence. */
export const edgeWords: Record<Lineage['edges'][number]['kind'], string> = {
  input: 'is an input of',
  grant: 'is read by',
  produces: 'writes',
};

const RADIUS = 8;

/** An SVG path through points, with rounded corners; empty for fewer than two. */
export function pathThrough(points: readonly (readonly number[])[]): string {
  const at = (index: number): [number, number] => [points[index]?.[0] ?? 0, points[index]?.[1] ?? 0];
  if (points.length < 2) {
    return '';
  }
  const parts = [`M ${at(0).join(' ')}`];
  for (let index = 1; index < points.length - 1; index += 1) {
    const corner = at(index);
    const radius = Math.min(RADIUS, distance(at(index - 1), corner) / 2, distance(corner, at(index + 1)) / 2);
    parts.push(
      `L ${towards(corner, at(index - 1), radius).join(' ')}`,
      `Q ${corner.join(' ')} ${towards(corner, at(index + 1), radius).join(' ')}`,
    );
  }
  parts.push(`L ${at(points.length - 1).join(' ')}`);
  return parts.join(' ');
}

function distance(a: [number, number], b: [number, number]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function towards(from: [number, number], to: [number, number], by: number): [number, number] {
  const length = distance(from, to);
  return length === 0
    ? from
    : [from[0] + ((to[0] - from[0]) * by) / length, from[1] + ((to[1] - from[1]) * by) / length];
}

/** The middle of a line through points, where its label stands. */
export function middleOf(points: readonly (readonly number[])[]): [number, number] {
  const lengths = points
    .slice(1)
    .map((point, index) =>
      distance([points[index]?.[0] ?? 0, points[index]?.[1] ?? 0], [point[0] ?? 0, point[1] ?? 0]),
    );
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const from: [number, number] = [points[index]?.[0] ?? 0, points[index]?.[1] ?? 0];
    const to: [number, number] = [points[index + 1]?.[0] ?? 0, points[index + 1]?.[1] ?? 0];
    if (left <= length) {
      return towards(from, to, left);
    }
    left -= length;
  }
  return [points[0]?.[0] ?? 0, points[0]?.[1] ?? 0];
}
