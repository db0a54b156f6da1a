// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import styles from './ChangePage.module.css';
import { useDecisions } from './useDecisions';
import { ProblemPanel } from '@/components/ProblemPanel';

/** Says something about a change request; kept with it in Git. */
export function Comment({ number }: { number: number }) {
  const [text, setText] = useState('');
  const { path, comment } = useDecisions(number);

  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (text.trim() !== '') {
      comment.mutate({ ...path, body: { text: text.trim() } }, { onSuccess: () => setText('') });
    }
  }

  return (
    <form className={styles.comment} onSubmit={handleSubmit}>
      <textarea
        aria-label="Comment"
        placeholder="Say something"
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {comment.error !== null && <ProblemPanel error={comment.error} />}
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={comment.isPending}
        disabled={text.trim() === ''}
      >
        Comment
      </Button>
    </form>
  );
}
