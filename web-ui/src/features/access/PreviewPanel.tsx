// SPDX-License-Identifier: Apache-2.0
import styles from './RequestAccessPage.module.css';
import type { Preview } from '@/api/types';
import { AsyncView, type AsyncResult } from '@/components/AsyncView';
import { CodeBlock } from '@/components/CodeBlock';
import { EmptyNote } from '@/components/EmptyNote';
import { FindingList } from '@/components/FindingList';
import { Panel } from '@/components/Panel';
import { PlanPanel } from '@/components/PlanPanel';
import { StatusMark } from '@/components/StatusMark';

export interface PreviewPanelProps {
  result: AsyncResult<Preview>;
  /** Whether enough is filled in to ask the server. */
  isComplete: boolean;
}

/** What a request would do, before it is sent: the rules on the cluster, the verdict of the policies, who decides. */
export function PreviewPanel({ result, isComplete }: PreviewPanelProps) {
  if (!isComplete) {
    return (
      <Panel title="What it would do">
        <EmptyNote title="Choose application, ports and purpose">
          Then this shows the exact access rules, what the policies say, and who decides.
        </EmptyNote>
      </Panel>
    );
  }
  return (
    <div className={styles.preview} aria-live="polite">
      <AsyncView result={result} of="what it would do" lines={6}>
        {(preview) => (
          <>
            <Panel title="Exact access rules">
              {preview.plan === undefined ? (
                <EmptyNote title="Not known now">
                  {preview.planProblem ?? 'The planner did not answer.'} The request can be sent; the plan is
                  then shown on its page.
                </EmptyNote>
              ) : (
                <PlanPanel plan={preview.plan} />
              )}
            </Panel>
            <Panel title="Policies">
              <StatusMark
                mark={preview.blocked ? 'stop' : 'good'}
                label={
                  preview.blocked
                    ? 'Blocked'
                    : preview.findings.length === 0
                      ? 'All passed'
                      : 'Passed, with findings'
                }
              />
              {preview.findings.length > 0 && <FindingList findings={preview.findings} />}
            </Panel>
            <Panel title="Who decides">
              {preview.isAutomatic || preview.approvers.length === 0 ? (
                <p>Nobody has to: it is granted as soon as it is merged.</p>
              ) : (
                <ul>
                  {preview.approvers.map((team) => (
                    <li key={team.name}>
                      <strong>{team.title}</strong>, {team.members.length}{' '}
                      {team.members.length === 1 ? 'member' : 'members'}
                      {team.chat !== undefined && `, ${team.chat}`}
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
            {preview.file !== undefined && (
              <CodeBlock label={preview.file.path} text={preview.file.content} />
            )}
          </>
        )}
      </AsyncView>
    </div>
  );
}
