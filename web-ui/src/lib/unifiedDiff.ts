// SPDX-License-Identifier: Apache-2.0

export interface DiffLine {
  kind: 'added' | 'removed' | 'context' | 'gap';
  text: string;
  /** Line numbers in the old and the new file; absent where the line is not in it. */
  before?: number;
  after?: number;
}

const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)$/;

/** Reads a unified diff of one file into numbered lines; heads of the file are left out. */
export function diffLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  let isInside = false;
  for (const text of diff.replace(/\n$/, '').split('\n')) {
    const begun = hunk.exec(text);
    if (begun !== null) {
      before = Number(begun[1]);
      after = Number(begun[2]);
      isInside = true;
      lines.push({ kind: 'gap', text: begun[3] ?? '' });
    } else if (!isInside || text.startsWith('\\')) {
      continue;
    } else if (text.startsWith('+')) {
      lines.push({ kind: 'added', text: text.slice(1), after });
      after += 1;
    } else if (text.startsWith('-')) {
      lines.push({ kind: 'removed', text: text.slice(1), before });
      before += 1;
    } else {
      lines.push({ kind: 'context', text: text.slice(1), before, after });
      before += 1;
      after += 1;
    }
  }
  return lines[0]?.kind === 'gap' && lines[0].text === '' ? lines.slice(1) : lines;
}
