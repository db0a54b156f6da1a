// SPDX-License-Identifier: Apache-2.0
import { Button, Modal } from '@mantine/core';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { ProblemPanel } from './ProblemPanel';
import styles from './ConfirmDialog.module.css';

export interface ConfirmDialogProps {
  title: string;
  /** What will happen, before it does. */
  children: ReactNode;
  confirmLabel: string;
  /** Whether it takes something away; then the button says so by its colour too. */
  isDestructive?: boolean;
  /** Asks for a reason when set: its label. Without it, this is a plain confirmation. */
  reasonLabel?: string;
  isBusy: boolean;
  /** Why the last try failed; null when it has not. */
  error: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks once more before something that others will see, and for the reason where one is owed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = props.reasonLabel !== undefined && reason.trim() === '';

  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (!isMissing) {
      props.onConfirm(reason.trim());
    }
  }

  return (
    <Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={styles.form} onSubmit={handleSubmit} noValidate>
        <div>{props.children}</div>
        {props.reasonLabel !== undefined && (
          <label className={styles.field}>
            {props.reasonLabel}
            <textarea
              data-autofocus=""
              rows={3}
              value={reason}
              aria-invalid={isTried && isMissing}
              aria-describedby={isTried && isMissing ? `${id}-missing` : undefined}
              onChange={(event) => setReason(event.target.value)}
            />
            {isTried && isMissing && (
              <span id={`${id}-missing`} className={styles.missing}>
                Say why: the other side reads it, and it stays in Git.
              </span>
            )}
          </label>
        )}
        {props.error !== null && <ProblemPanel error={props.error} />}
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={props.isBusy}
            {...(props.isDestructive === true ? { color: 'red' } : {})}
          >
            {props.confirmLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
