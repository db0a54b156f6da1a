// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import type { SubmitEvent } from 'react';
import styles from './AccessForm.module.css';
import { longestDays, optionRef, purposesOf, type Draft } from './accessDraft';
import { FormField } from './FormField';
import type { AccessOptions, FieldProblem } from '@/api/types';
import { Chip } from '@/components/Chip';
import { WithCode } from '@/components/WithCode';
import { classificationTone } from '@/components/productWords';
import { dateAfter, durationText } from '@/lib/time';

export interface AccessFormProps {
  /** The time, in milliseconds: what days can be chosen depends on it. */
  now: number;
  draft: Draft;
  options: AccessOptions;
  problems: FieldProblem[];
  isBusy: boolean;
  /** Whether a policy forbids it as it stands. */
  isBlocked: boolean;
  onDraftChange: (draft: Draft) => void;
  onSubmit: () => void;
}

/** What a request needs: who reads, what, for what, why, and until when. */
export function AccessForm({
  now,
  draft,
  options,
  problems,
  isBusy,
  isBlocked,
  onDraftChange,
  onSubmit,
}: AccessFormProps) {
  const set = (change: Partial<Draft>) => onDraftChange({ ...draft, ...change });
  const messages = (field: string) =>
    problems.filter((problem) => problem.field === field).map((problem) => problem.message);
  const purposes = purposesOf(options, draft.ports);
  const longest = longestDays(options, draft.ports);

  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      <FormField
        label="Application"
        hint="The one that will read. Only those of your teams."
        messages={messages('application')}
      >
        {(control) => (
          <select
            {...control}
            value={draft.application}
            onChange={(event) => set({ application: event.target.value })}
          >
            <option value="">Choose…</option>
            {options.applications.map((application) => (
              <option key={application.name} value={application.name}>
                {application.title} ({application.name})
              </option>
            ))}
          </select>
        )}
      </FormField>
      <Ports
        draft={draft}
        options={options}
        messages={messages('ports')}
        onChange={(ports) => set({ ports })}
      />
      <FormField
        label="Purpose"
        hint={
          draft.ports.length === 0
            ? 'Choose ports first: each has its own list.'
            : purposes === undefined
              ? 'These ports allow any purpose: name yours.'
              : 'The purposes the owner allows for these ports.'
        }
        messages={messages('purpose')}
      >
        {(control) =>
          purposes === undefined ? (
            <input
              {...control}
              value={draft.purpose}
              onChange={(event) => set({ purpose: event.target.value })}
            />
          ) : (
            <select
              {...control}
              value={draft.purpose}
              onChange={(event) => set({ purpose: event.target.value })}
            >
              <option value="">Choose…</option>
              {purposes.map((purpose) => (
                <option key={purpose}>{purpose}</option>
              ))}
            </select>
          )
        }
      </FormField>
      <FormField
        label="Reason"
        hint="One or two sentences. The owner decides by them, and they stay in Git."
        messages={messages('reason')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            value={draft.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </FormField>
      <FormField
        label="Until"
        hint={
          longest === undefined
            ? 'Access ends by itself on this day.'
            : `At most ${durationText(`P${String(longest)}D`)}. Access ends by itself on this day.`
        }
        messages={messages('expires')}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            min={dateAfter(now, 1)}
            max={longest === undefined ? undefined : dateAfter(now, longest)}
            value={draft.expires}
            onChange={(event) => set({ expires: event.target.value })}
          />
        )}
      </FormField>
      <div className={styles.submit}>
        <Button type="submit" loading={isBusy} disabled={isBlocked}>
          Send the request
        </Button>
        <p>
          {isBlocked
            ? 'A policy forbids it as it stands: see what blocks.'
            : 'Opens a change request in Git; nothing is granted before it is approved.'}
        </p>
      </div>
    </form>
  );
}

const approvalWords: Record<string, string> = {
  owner: 'the owner decides',
  automatic: 'granted automatically',
  none: 'open to all applications',
};

interface PortsProps {
  draft: Draft;
  options: AccessOptions;
  messages: string[];
  onChange: (ports: string[]) => void;
}

function Ports({ draft, options, messages, onChange }: PortsProps) {
  return (
    <fieldset className={styles.ports} aria-describedby={messages.length > 0 ? 'ports-problem' : undefined}>
      <legend>Ports</legend>
      {options.ports.map((port) => {
        const ref = optionRef(port);
        return (
          <label key={ref} className={styles.port}>
            <input
              type="checkbox"
              checked={draft.ports.includes(ref)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...draft.ports, ref] : draft.ports.filter((other) => other !== ref),
                )
              }
            />
            <span>{ref}</span>
            <Chip tone={classificationTone(port.classification)}>{port.classification}</Chip>
            <span className={styles.approval}>
              {approvalWords[port.approval] ?? `approved by ${port.approval}`}
            </span>
          </label>
        );
      })}
      {messages.length > 0 && (
        <p id="ports-problem" className={styles.problem}>
          <WithCode text={messages.join(' ')} />
        </p>
      )}
    </fieldset>
  );
}
