// SPDX-License-Identifier: Apache-2.0
import styles from './CodeBlock.module.css';
import { CopyButton } from './CopyButton';

export interface CodeBlockProps {
  text: string;
  /** Names the block, and what the copy button copies. */
  label: string;
}

/** Text as it is, to read and to copy. */
export function CodeBlock({ text, label }: CodeBlockProps) {
  return (
    <figure className={styles.block}>
      <figcaption className={styles.caption}>
        <span>{label}</span>
        <CopyButton text={text} of={label} />
      </figcaption>
      {/* Scrolls sideways: reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region needs the focus */}
      <pre className={styles.text} tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
