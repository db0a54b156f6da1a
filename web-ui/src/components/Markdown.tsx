// SPDX-License-Identifier: Apache-2.0
import styles from './Markdown.module.css';
import { parseMarkdown, type Block, type Inline } from '@/lib/markdown';

export interface MarkdownProps {
  source: string;
  /** The level of the document's first heading on the page: 2 makes its `#` an h2. */
  topLevel?: 2 | 3 | 4;
}

/** A text of people, drawn from parsed values: nothing of it is ever read as HTML. */
export function Markdown({ source, topLevel = 3 }: MarkdownProps) {
  const blocks = parseMarkdown(source);
  const highest = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.level : 6)));
  return (
    <div className={styles.markdown}>
      {blocks.map((block, index) => drawBlock(block, index, topLevel - highest))}
    </div>
  );
}

function drawBlock(block: Block, key: number, shift: number) {
  switch (block.kind) {
    case 'heading': {
      const Heading =
        (['h2', 'h3', 'h4', 'h5', 'h6'] as const)[Math.min(4, Math.max(0, block.level + shift - 2))] ?? 'h6';
      return <Heading key={key}>{drawInline(block.children)}</Heading>;
    }
    case 'paragraph':
      return <p key={key}>{drawInline(block.children)}</p>;
    case 'code':
      return (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways
        <pre key={key} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{drawInline(item)}</li>);
      return block.isOrdered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
    case 'quote':
      return (
        <blockquote key={key}>
          {block.blocks.map((inner, index) => drawBlock(inner, index, shift))}
        </blockquote>
      );
    case 'table':
      return (
        <table key={key}>
          <thead>
            <tr>
              {block.head.map((cell, index) => (
                <th key={index} scope="col">
                  {drawInline(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{drawInline(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'rule':
      return <hr key={key} />;
  }
}

function drawInline(parts: Inline[]) {
  return parts.map((part, key) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'code':
        return <code key={key}>{part.text}</code>;
      case 'strong':
        return <strong key={key}>{drawInline(part.children)}</strong>;
      case 'emphasis':
        return <em key={key}>{drawInline(part.children)}</em>;
      case 'link':
        return (
          <a key={key} href={part.href} rel="noreferrer noopener" target="_blank">
            {drawInline(part.children)}
          </a>
        );
    }
  });
}
