// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useLocation } from 'react-router';
import { WithCode } from './WithCode';
import styles from './ProblemPanel.module.css';
import { signInUrl } from '@/lib/paths';
import { toProblem } from '@/lib/problem';

export interface ProblemPanelProps {
  error: unknown;
  /** Tries again; leave it out where that makes no sense. */
  onRetry?: (() => void) | undefined;
}

/** What went wrong, in the server's words, and what to do. The only place where a failure is shown. */
export function ProblemPanel({ error, onRetry }: ProblemPanelProps) {
  const location = useLocation();
  const problem = toProblem(error);
  const canRetry = onRetry !== undefined && ![401, 403, 404, 410].includes(problem.status);
  return (
    <div className={styles.problem} role="alert" data-status={problem.status}>
      <p className={styles.title}>{problem.title}</p>
      {problem.detail !== undefined && (
        <p>
          <WithCode text={problem.detail} />
        </p>
      )}
      {problem.errors !== undefined && problem.errors.length > 0 && (
        <ul className={styles.errors}>
          {problem.errors.map((each) => (
            <li key={`${each.field} ${each.message}`}>
              <code>{each.field}</code>: {each.message}
            </li>
          ))}
        </ul>
      )}
      {problem.hint !== undefined && (
        <p className={styles.hint}>
          <WithCode text={problem.hint} />
        </p>
      )}
      {(canRetry || problem.status === 401) && (
        <div className={styles.actions}>
          {problem.status === 401 && (
            <Button size="xs" component="a" href={signInUrl(location.pathname + location.search)}>
              Sign in
            </Button>
          )}
          {canRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
