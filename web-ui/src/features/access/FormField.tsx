// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactNode } from 'react';
import styles from './AccessForm.module.css';
import { WithCode } from '@/components/WithCode';

/** What a control needs so that its label, hint and problem belong to it. */
interface Control {
  'id': string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

export interface FormFieldProps {
  label: string;
  hint: string;
  messages: string[];
  children: (control: Control) => ReactNode;
}

/** A control with its label, what to write in it, and what is wrong with what was written. */
export function FormField({ label, hint, messages, children }: FormFieldProps) {
  const id = useId();
  const isInvalid = messages.length > 0;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ 'id': id, 'aria-describedby': `${id}-hint ${id}-problem`, 'aria-invalid': isInvalid })}
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
      <p id={`${id}-problem`} className={styles.problem}>
        <WithCode text={messages.join(' ')} />
      </p>
    </div>
  );
}
