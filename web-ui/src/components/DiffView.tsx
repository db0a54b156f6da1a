// SPDX-License-Identifier: Apache-2.0
import { Chip, type Tone } from './Chip';
import styles from './DiffView.module.css';
import type { ChangedFile } from '@/api/types';
import { diffLines, type DiffLine } from '@/lib/unifiedDiff';

const tones: Record<ChangedFile['status'], Tone> = { added: 'good', modified: 'wait', removed: 'stop' };
const signs: Record<DiffLine['kind'], string> = { added: '+', removed: '−', context: ' ', gap: '' };
const words: Record<DiffLine['kind'], string> = {
  added: 'added: ',
  removed: 'removed: ',
  context: '',
  gap: '',
};

/** What a change does to one file. */
export function DiffView({ file }: { file: ChangedFile }) {
  return (
    <details className={styles.file} open>
      <summary className={styles.head}>
        <Chip tone={tones[file.status]}>{file.status}</Chip>
        <code>{file.path}</code>
      </summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={`Changes in ${file.path}`}>
        <table className={styles.table}>
          <tbody>
            {diffLines(file.diff).map((line, index) => (
              <tr key={index} data-kind={line.kind}>
                <td className={styles.number}>{line.before}</td>
                <td className={styles.number}>{line.after}</td>
                <td className={styles.sign} aria-hidden="true">
                  {signs[line.kind]}
                </td>
                <td className={styles.text}>
                  <span className="visually-hidden">{words[line.kind]}</span>
                  {line.kind === 'gap' ? `… ${line.text}` : line.text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
