// SPDX-License-Identifier: Apache-2.0
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent } from 'react';
import styles from './FieldTree.module.css';
import type { FieldRow } from './fieldTree';
import { Chip, ChipRow } from '@/components/Chip';
import { Icon } from '@/components/Icon';

const ROW = 34;

export interface FieldTreeProps {
  rows: FieldRow[];
  onToggle: (path: string) => void;
}

/**
 * Fields as a tree grid of which only the rows in sight exist. Up and down move, right and left open and close.
 * One row takes the focus of the tab key, as trees do.
 */
export function FieldTree({ rows, onToggle }: FieldTreeProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.field.path ?? index,
    overscan: 12,
  });
  const active = Math.min(current, rows.length - 1);

  function handleKeyDown(event: KeyboardEvent) {
    const row = rows[active];
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const to = Math.max(0, Math.min(rows.length - 1, next));
      setCurrent(to);
      virtual.scrollToIndex(to);
      requestAnimationFrame(() =>
        scroll.current?.querySelector<HTMLElement>(`[data-index="${String(to)}"]`)?.focus(),
      );
    } else if (
      row?.hasChildren === true &&
      (event.key === 'ArrowRight' ? !row.isOpen : event.key === 'ArrowLeft' && row.isOpen)
    ) {
      event.preventDefault();
      onToggle(row.field.path);
    }
  }

  return (
    <div ref={scroll} className={styles.scroll}>
      <div
        role="treegrid"
        aria-label="Fields"
        aria-rowcount={rows.length + 1}
        tabIndex={-1}
        className={styles.grid}
        onKeyDown={handleKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          <span role="columnheader">Field</span>
          <span role="columnheader">Type</span>
          <span role="columnheader">Meaning</span>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row !== undefined && (
                <Row
                  key={item.key}
                  row={row}
                  index={item.index}
                  start={item.start}
                  isCurrent={item.index === active}
                  onFocus={() => setCurrent(item.index)}
                  onToggle={onToggle}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  row: FieldRow;
  index: number;
  start: number;
  isCurrent: boolean;
  onFocus: () => void;
  onToggle: (path: string) => void;
}

function Row({ row: { field, hasChildren, isOpen }, index, start, isCurrent, onFocus, onToggle }: RowProps) {
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-level={field.depth + 1}
      {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isCurrent ? 0 : -1}
      className={styles.row}
      style={{ transform: `translateY(${String(start)}px)` }}
      onFocus={onFocus}
    >
      <span
        role="gridcell"
        className={styles.name}
        style={{ paddingLeft: `${String(field.depth * 1.125)}rem` }}
        title={field.path}
      >
        {hasChildren ? (
          <button
            type="button"
            tabIndex={-1}
            className={styles.toggle}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${field.path}`}
            onClick={() => onToggle(field.path)}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          </button>
        ) : (
          <span className={styles.toggle} />
        )}
        <code>{field.name}</code>
        {field.isKey && (
          <span className={styles.key} title="The key of the record">
            <Icon name="key" size={12} />
            key
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.type}>
        <code>{field.type}</code>
        {!field.required && <span className={styles.optional}>optional</span>}
      </span>
      <span role="gridcell" className={styles.doc} title={field.doc}>
        <ChipRow>
          {field.tags.map((tag) => (
            <Chip key={tag} tone={tag === 'pii' ? 'stop' : 'quiet'}>
              {tag}
            </Chip>
          ))}
          {field.term !== undefined && (
            <Chip tone="accent" title="A term shared by all domains">
              {field.term}
            </Chip>
          )}
        </ChipRow>
        <span className={styles.words}>
          {field.doc}
          {field.values.length > 0 && ` ${field.values.join(' · ')}`}
        </span>
      </span>
    </div>
  );
}
