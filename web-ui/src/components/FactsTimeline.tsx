// SPDX-License-Identifier: Apache-2.0
import styles from './FactsTimeline.module.css';
import { grantSteps, type StepState } from './grantSteps';
import { Icon } from './Icon';
import type { Facts } from '@/api/types';
import { absoluteTime, elapsed } from '@/lib/time';
import { TimeAgo } from './TimeAgo';
import { WithCode } from './WithCode';

export interface FactsTimelineProps {
  facts: Facts;
  /** What has to happen next, as a sentence of the server; empty when nothing, or when it is not known. */
  waitsFor: string;
  /** Whether it has ended without being granted: then nothing is awaited any more. */
  isOver?: boolean;
}

const words: Record<StepState, string> = {
  done: 'done',
  waiting: 'waiting',
  ahead: 'not yet',
  missed: 'did not happen',
};

/** The facts of a grant in their order: what has happened and when, and what it waits for. */
export function FactsTimeline({ facts, waitsFor, isOver = false }: FactsTimelineProps) {
  return (
    <ol className={styles.steps}>
      {grantSteps(facts, isOver).map((step) => (
        <li key={step.key} className={styles.step} data-state={step.state}>
          <span className={styles.mark} aria-hidden="true">
            {step.state === 'done' && <Icon name="check" size={11} />}
          </span>
          <div>
            <p className={styles.title}>
              {step.title}
              <span className="visually-hidden">: {words[step.state]}</span>
            </p>
            <p className={styles.detail}>
              {step.at === undefined ? (
                step.state === 'waiting' && waitsFor !== '' ? (
                  <span className={styles.waits}>
                    <WithCode text={waitsFor} />
                  </span>
                ) : (
                  step.meaning
                )
              ) : (
                <>
                  <TimeAgo at={step.at} />
                  {step.after !== undefined && <span>, {elapsed(step.after, step.at)} later</span>}
                  <span className={styles.exact}> · {absoluteTime(step.at)}</span>
                  {step.by !== undefined && <span> · {step.by}</span>}
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
