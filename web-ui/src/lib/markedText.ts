// SPDX-License-Identifier: Apache-2.0

export interface TextPart {
  text: string;
  isMarked: boolean;
}

/** Cuts a text at ranges of `[start, end)`; ranges that overlap or reach outside are taken for what they cover. */
export function textParts(text: string, ranges: readonly (readonly number[])[]): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const [from = 0, to = 0] of [...ranges].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
    const start = Math.max(at, from);
    const end = Math.min(text.length, to);
    if (start >= end) {
      continue;
    }
    if (start > at) {
      parts.push({ text: text.slice(at, start), isMarked: false });
    }
    parts.push({ text: text.slice(start, end), isMarked: true });
    at = end;
  }
  if (at < text.length) {
    parts.push({ text: text.slice(at), isMarked: false });
  }
  return parts;
}
