// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './Footer.module.css';
import { useLive, type LiveState } from '@/api/LiveUpdates';
import { useMe } from '@/api/useMe';
import { StatusMark, type Mark } from '@/components/StatusMark';
import { paths } from '@/lib/paths';

const words: Record<LiveState, { mark: Mark; label: string; title: string }> = {
  connecting: { mark: 'working', label: 'Connecting', title: 'Opening the feed of changes.' },
  live: { mark: 'good', label: 'Live', title: 'Pages follow what happens.' },
  away: {
    mark: 'wait',
    label: 'Reconnecting',
    title: 'The feed of changes is away: pages look for news every few seconds.',
  },
};

/** The bottom of every page: whether it is up to date by itself, and where the machine faces are. */
export function Footer() {
  const live = useLive();
  const session = useMe();
  // Nobody is told of changes before signing in: that is no fault.
  const isShown = live !== 'away' || session.kind !== 'anonymous';
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <span role="status">{isShown && <StatusMark {...words[live]} />}</span>
        <nav aria-label="More" className={styles.links}>
          <Link to={paths.platform}>Platform status</Link>
          <a href="/q/openapi">API</a>
        </nav>
      </div>
    </footer>
  );
}
