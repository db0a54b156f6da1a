// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import styles from './AsyncView.module.css';
import { ProblemPanel } from './ProblemPanel';
import { TimeAgo } from './TimeAgo';

/** What of a query's result is needed here; any TanStack Query result fits. */
export interface AsyncResult<T> {
  data: T | undefined;
  error: unknown;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

export interface AsyncViewProps<T> {
  result: AsyncResult<T>;
  /** What is being loaded, for those who listen: `the consumers`. */
  of: string;
  /** What to show instead of data that has nothing in it. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  /** How many grey lines stand for what is coming. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** The four states of what a server is asked for: on its way, failed, nothing there, there. */
export function AsyncView<T>({ result, of, empty, isEmpty, lines = 3, children }: AsyncViewProps<T>) {
  if (result.data === undefined) {
    return result.error === null ? (
      <Loading of={of} lines={lines} />
    ) : (
      <ProblemPanel error={result.error} onRetry={() => void result.refetch()} />
    );
  }
  return (
    <>
      {result.error !== null && (
        <div className={styles.stale}>
          <ProblemPanel error={result.error} onRetry={() => void result.refetch()} />
          <p className={styles.age}>
            What follows was read <TimeAgo at={new Date(result.dataUpdatedAt).toISOString()} />.
          </p>
        </div>
      )}
      {empty !== undefined && isEmpty?.(result.data) === true ? empty : children(result.data)}
    </>
  );
}

function Loading({ of, lines }: { of: string; lines: number }) {
  return (
    <div role="status" className={styles.loading}>
      <span className="visually-hidden">Loading {of}…</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} data-line={line % 3} />
      ))}
    </div>
  );
}
