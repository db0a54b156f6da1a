// SPDX-License-Identifier: Apache-2.0
import { Link, useLocation } from 'react-router';
import styles from './NeedsYou.module.css';
import { waitingFor } from './needs';
import { api } from '@/api/client';
import { useMe } from '@/api/useMe';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { ProblemPanel } from '@/components/ProblemPanel';
import { TimeAgo } from '@/components/TimeAgo';
import { WithCode } from '@/components/WithCode';
import { paths, signInUrl } from '@/lib/paths';

/** What waits for whoever is signed in: decisions to make, and their own requests that are on the way. */
export function NeedsYou() {
  const session = useMe();
  const location = useLocation();
  return (
    <Panel title="Needs you" flush aside={<Link to={paths.inbox}>Inbox</Link>}>
      <div className={styles.body}>
        {session.kind === 'signed-in' && <Waiting />}
        {session.kind === 'anonymous' && (
          <div className={styles.note}>
            <EmptyNote title="You are not signed in">
              <a href={signInUrl(location.pathname)}>Sign in</a> to ask for access, and to decide on what
              others ask of your team.
            </EmptyNote>
          </div>
        )}
        {session.kind === 'failed' && (
          <div className={styles.note}>
            <ProblemPanel error={session.problem} />
          </div>
        )}
      </div>
    </Panel>
  );
}

function Waiting() {
  const result = api.useQuery('get', '/api/v1/inbox');
  return (
    <AsyncView
      result={result}
      of="what waits for you"
      isEmpty={(inbox) => waitingFor(inbox).length === 0}
      empty={
        <div className={styles.note}>
          <EmptyNote title="Nothing waits for you">
            Requests for your team’s products appear here as soon as they are made.
          </EmptyNote>
        </div>
      }
    >
      {(inbox) => (
        <ul>
          {waitingFor(inbox).map((each) => (
            <li key={each.key} className={styles.row}>
              <span className={styles.icon} data-kind={each.kind}>
                <Icon name={each.kind === 'decide' ? 'inbox' : 'key'} />
              </span>
              <div>
                <Link to={each.path} className={styles.title}>
                  {each.title}
                </Link>
                <div className={styles.detail}>
                  <WithCode text={each.detail} /> <TimeAgo at={each.at} />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </AsyncView>
  );
}
