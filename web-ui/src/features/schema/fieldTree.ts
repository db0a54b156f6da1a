// SPDX-License-Identifier: Apache-2.0
import type { Field } from '@/api/types';

/** A field with what drawing it as a row of a tree takes. */
export interface FieldRow {
  field: Field;
  hasChildren: boolean;
  isOpen: boolean;
}

/** Whether a field stands below another one, however paths are written (`a.b`, `a[].b`). */
function isBelow(fields: readonly Field[], index: number, parent: number): boolean {
  return (fields[index]?.depth ?? 0) > (fields[parent]?.depth ?? 0);
}

/**
 * The rows that are shown: fields in the schema's order, less those inside a closed one. With a text, the fields that
 * contain it in path, doc, term or tag, and what they stand in. Fields come in depth-first order.
 */
export function fieldRows(fields: readonly Field[], closed: ReadonlySet<string>, text: string): FieldRow[] {
  const wanted = text.trim().toLowerCase();
  const kept = wanted === '' ? undefined : withParents(fields, wanted);
  const rows: FieldRow[] = [];
  let closedDepth: number | undefined;
  fields.forEach((field, index) => {
    if (closedDepth !== undefined && field.depth > closedDepth) {
      return;
    }
    closedDepth = undefined;
    if (kept !== undefined && !kept.has(index)) {
      return;
    }
    const hasChildren = index + 1 < fields.length && isBelow(fields, index + 1, index);
    // What was searched for is never hidden.
    const isOpen = kept !== undefined || !closed.has(field.path);
    if (hasChildren && !isOpen) {
      closedDepth = field.depth;
    }
    rows.push({ field, hasChildren, isOpen });
  });
  return rows;
}

function withParents(fields: readonly Field[], wanted: string): Set<number> {
  const kept = new Set<number>();
  const parents: number[] = [];
  fields.forEach((field, index) => {
    parents.length = field.depth;
    parents[field.depth] = index;
    const words = [field.path, field.doc, field.term ?? '', field.type, ...field.tags, ...field.values];
    if (words.some((word) => word.toLowerCase().includes(wanted))) {
      for (const parent of parents) {
        kept.add(parent);
      }
    }
  });
  return kept;
}
