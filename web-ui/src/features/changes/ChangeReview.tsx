// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './ChangeReview.module.css';
import type { ChangeRequestPage } from '@/api/types';
import { Chip } from '@/components/Chip';
import { DiffView } from '@/components/DiffView';
import { EmptyNote } from '@/components/EmptyNote';
import { FactList } from '@/components/FactList';
import { FindingList } from '@/components/FindingList';
import { Markdown } from '@/components/Markdown';
import { Panel } from '@/components/Panel';
import { PlanPanel } from '@/components/PlanPanel';
import { StatusMark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';
import { paths } from '@/lib/paths';
import { dateText } from '@/lib/time';

/** All there is to know before deciding: what is asked, what it would do, what speaks against it, the files. */
export function ChangeReview({ change }: { change: ChangeRequestPage }) {
  const isOpen = change.state === 'open' || change.state === 'approved';
  return (
    <div className={styles.review}>
      {change.access !== undefined && (
        <Panel title="What is asked for">
          <FactList
            facts={[
              {
                label: 'Product',
                value: (
                  <Link to={paths.product(change.access.product.domain, change.access.product.name)}>
                    {change.access.product.title}
                  </Link>
                ),
              },
              { label: 'Ports', value: change.access.ports.join(', ') },
              { label: 'For', value: <code>{change.access.application}</code> },
              { label: 'Purpose', value: change.access.purpose },
              { label: 'Reason', value: change.access.reason },
              {
                label: 'Until',
                value: dateText(change.access.expires),
              },
            ]}
          />
        </Panel>
      )}
      {change.access === undefined && change.description.trim() !== '' && (
        <Panel title="Description">
          <Markdown source={change.description} />
        </Panel>
      )}
      {change.conflicts.length > 0 && (
        <Panel title="Conflicts with main" aside={String(change.conflicts.length)}>
          <ul>
            {change.conflicts.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {/* What is merged or closed is not judged any more. */}
      {isOpen && <Findings change={change} />}
      {isOpen && <Plan change={change} />}
      <Panel title="Files" aside={String(change.files.length)}>
        {change.files.length === 0 ? (
          <EmptyNote title="No file differs from main" />
        ) : (
          change.files.map((file) => <DiffView key={file.path} file={file} />)
        )}
      </Panel>
    </div>
  );
}

function Findings({ change }: { change: ChangeRequestPage }) {
  const all = [...change.diagnostics, ...change.findings];
  const blocking = all.filter((finding) => finding.blocking).length;
  return (
    <Panel
      title="Checks and policies"
      aside={
        all.length === 0
          ? undefined
          : `${String(all.length)} ${all.length === 1 ? 'finding' : 'findings'}, ${String(blocking)} blocking`
      }
    >
      {all.length === 0 ? <StatusMark mark="good" label="Nothing found" /> : <FindingList findings={all} />}
    </Panel>
  );
}

function Plan({ change }: { change: ChangeRequestPage }) {
  return (
    <Panel title="Plan">
      {change.plan === undefined ? (
        <EmptyNote title="There is no plan now">
          {change.planProblem ?? 'The planner has not answered.'}
        </EmptyNote>
      ) : (
        <>
          {change.plan.problems.map((problem) => (
            <p key={problem} className={styles.problem}>
              {problem}
            </p>
          ))}
          <PlanPanel plan={change.plan} />
        </>
      )}
    </Panel>
  );
}

/** Who has to agree and who has. */
export function Approvals({ change }: { change: ChangeRequestPage }) {
  return (
    <ul className={styles.approvals}>
      {change.neededTeams.map((team) => (
        <li key={team.team}>
          <StatusMark
            mark={team.isApproved ? 'good' : 'wait'}
            label={team.title}
            title={team.isApproved ? 'has approved' : 'has not approved yet'}
          />
          <span className="visually-hidden">
            {team.isApproved ? ' has approved' : ' has not approved yet'}
          </span>
        </li>
      ))}
      {change.approvals.map((approval) => (
        <li key={`${approval.by} ${approval.at}`} className={styles.approval}>
          {approval.by} approved <code>{approval.commit.slice(0, 7)}</code>, <TimeAgo at={approval.at} />{' '}
          {approval.isStale && (
            <Chip tone="wait" title="Commits came after it, so it does not count.">
              stale
            </Chip>
          )}
        </li>
      ))}
    </ul>
  );
}
