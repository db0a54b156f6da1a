// SPDX-License-Identifier: Apache-2.0

/* A small part of Markdown, read into plain values. Raw HTML has no meaning here: it is text like any other. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

export type Block =
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

const fence = /^\s{0,3}(```+|~~~+)\s*([\w+-]*)/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const item = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const rule = /^\s{0,3}([-*_])(?:\s*\1){2,}\s*$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/;

/** Reads a document into blocks. Never fails: what is not understood is a paragraph. */
export function parseMarkdown(source: string): Block[] {
  return parseBlocks(source.replaceAll('\r\n', '\n').split('\n'), 0);
}

function parseBlocks(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const line = () => lines[at] ?? '';
  const while_ = (test: (text: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && test(line())) {
      at += 1;
    }
    return lines.slice(from, at);
  };

  while (at < lines.length) {
    const opened = fence.exec(line());
    const titled = heading.exec(line());
    if (line().trim() === '') {
      at += 1;
    } else if (opened !== null) {
      const mark = opened[1] ?? '```';
      at += 1;
      const text = while_((each) => !each.trimStart().startsWith(mark));
      at += 1;
      blocks.push({ kind: 'code', language: opened[2] ?? '', text: text.join('\n') });
    } else if (titled !== null) {
      at += 1;
      blocks.push({ kind: 'heading', level: titled[1]?.length ?? 1, children: parseInline(titled[2] ?? '') });
    } else if (rule.test(line())) {
      at += 1;
      blocks.push({ kind: 'rule' });
    } else if (line().trimStart().startsWith('>') && depth < 5) {
      const quoted = while_((each) => each.trimStart().startsWith('>'));
      blocks.push({
        kind: 'quote',
        blocks: parseBlocks(
          quoted.map((each) => each.trimStart().slice(1).trimStart()),
          depth + 1,
        ),
      });
    } else if (line().includes('|') && tableRule.test(lines[at + 1] ?? '')) {
      const rows = while_((each) => each.includes('|')).filter((_, index) => index !== 1);
      const [head, ...body] = rows.map((row) => cells(row).map(parseInline));
      blocks.push({ kind: 'table', head: head ?? [], rows: body });
    } else if (item.test(line())) {
      blocks.push(parseList(while_((each) => item.test(each) || /^\s+\S/.test(each))));
    } else {
      const text = while_((each) => each.trim() !== '' && !startsBlock(each));
      if (text.length === 0) {
        // Looked like a block and was none: show it as it is.
        text.push(line());
        at += 1;
      }
      blocks.push({ kind: 'paragraph', children: parseInline(text.map((each) => each.trim()).join(' ')) });
    }
  }
  return blocks;
}

function startsBlock(text: string): boolean {
  return (
    fence.test(text) ||
    heading.test(text) ||
    item.test(text) ||
    rule.test(text) ||
    text.trimStart().startsWith('>')
  );
}

function parseList(lines: string[]): Block {
  const items: string[] = [];
  let isOrdered = false;
  for (const text of lines) {
    const begun = item.exec(text);
    if (begun === null) {
      items.push(`${items.pop() ?? ''} ${text.trim()}`);
    } else {
      isOrdered ||= items.length === 0 && begun[1] !== undefined;
      items.push(begun[2] ?? '');
    }
  }
  return { kind: 'list', isOrdered, items: items.map(parseInline) };
}

function cells(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

/* In order: code, link (an image is its text), strong, emphasis, bare address. Each is bounded and never nests itself. */
const inline =
  /(`+)([^`]{1,2000}?)\1(?!`)|!?\[([^\]]{0,500})\]\(\s*<?([^)\s>]{0,2000})>?(?:\s+"[^"]{0,300}")?\s*\)|(\*\*|__)(?=\S)(.{1,2000}?\S)\5|([*_])(?=\S)([^*_]{0,2000}\S)\7(?![\w])|(https?:\/\/[^\s<>()]{1,2000}[^\s<>().,;:!?'"])/g;

/** Reads the marks inside a line. A link that does not lead to http, https or mailto is its text alone. */
export function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of source.matchAll(inline)) {
    const [all, , code, label, target, , strong, , emphasis, bare] = match;
    if (emphasis !== undefined && /\w$/.test(source.slice(0, match.index))) {
      // An underscore inside a word, as in `customer_id`.
      continue;
    }
    push(parts, source.slice(at, match.index));
    at = match.index + all.length;
    if (code !== undefined) {
      parts.push({ kind: 'code', text: code.trim() });
    } else if (target !== undefined) {
      const children = parseInline(label ?? '');
      const href = safeHref(target);
      parts.push(...(href === undefined ? children : [{ kind: 'link', href, children } as const]));
    } else if (strong !== undefined) {
      parts.push({ kind: 'strong', children: parseInline(strong) });
    } else if (emphasis !== undefined) {
      parts.push({ kind: 'emphasis', children: parseInline(emphasis) });
    } else if (bare !== undefined) {
      parts.push({ kind: 'link', href: bare, children: [{ kind: 'text', text: bare }] });
    }
  }
  push(parts, source.slice(at));
  return parts;
}

function push(parts: Inline[], text: string): void {
  if (text !== '') {
    parts.push({ kind: 'text', text: text.replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1') });
  }
}

/** The address of a link if it is one that people may follow from here; undefined for scripts, data and relative paths. */
export function safeHref(target: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(target) ? target : undefined;
}
