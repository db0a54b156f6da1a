// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactNode } from 'react';
import styles from './Table.module.css';

export interface Column<Row> {
  id: string;
  header: string;
  /** What the column is sorted by; without it, it is not sorted. */
  value?: (row: Row) => string | number;
  cell: (row: Row) => ReactNode;
}

export interface DataTableProps<Row> {
  /** What the table lists, for those who listen. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}

interface Order {
  column: string;
  isDescending: boolean;
}

/** A table whose heads sort it: once up, twice down, three times as it came. */
export function DataTable<Row>({ label, columns, rows, rowKey }: DataTableProps<Row>) {
  const [order, setOrder] = useState<Order>();
  const sortBy = columns.find((column) => column.id === order?.column)?.value;
  const shown =
    sortBy === undefined
      ? rows
      : [...rows].sort((a, b) => compare(sortBy(a), sortBy(b)) * (order?.isDescending === true ? -1 : 1));

  function handleSort(column: string) {
    setOrder(
      order?.column !== column
        ? { column, isDescending: false }
        : order.isDescending
          ? undefined
          : { column, isDescending: true },
    );
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways on narrow screens
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                {...(column.id === order?.column
                  ? { 'aria-sort': order.isDescending ? 'descending' : 'ascending' }
                  : {})}
              >
                {column.value === undefined ? (
                  column.header
                ) : (
                  <button type="button" className={styles.sort} onClick={() => handleSort(column.id)}>
                    {column.header}
                    <span aria-hidden="true">
                      {column.id !== order?.column ? '' : order.isDescending ? ' ↓' : ' ↑'}
                    </span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.id}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}
