// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { parseInline, parseMarkdown, safeHref } from './markdown';

const text = (value: string) => ({ kind: 'text', text: value });

describe('blocks', () => {
  test('reads headings, paragraphs, lists and code', () => {
    const source =
      '# Reviews\n\nTwo lines\nof one.\n\n- first\n  goes on\n- second\n\n1. one\n\n```json\n{"a": 1}\n```\n';

    expect(parseMarkdown(source)).toEqual([
      { kind: 'heading', level: 1, children: [text('Reviews')] },
      { kind: 'paragraph', children: [text('Two lines of one.')] },
      { kind: 'list', isOrdered: false, items: [[text('first goes on')], [text('second')]] },
      { kind: 'list', isOrdered: true, items: [[text('one')]] },
      { kind: 'code', language: 'json', text: '{"a": 1}' },
    ]);
  });

  test('reads a table with its head', () => {
    expect(parseMarkdown('| a | b |\n|---|---|\n| 1 | `2` |')).toEqual([
      {
        kind: 'table',
        head: [[text('a')], [text('b')]],
        rows: [[[text('1')], [{ kind: 'code', text: '2' }]]],
      },
    ]);
  });

  test('a fence that is never closed ends with the document', () => {
    expect(parseMarkdown('```\nopen')).toEqual([{ kind: 'code', language: '', text: 'open' }]);
  });

  test('raw HTML is text', () => {
    expect(parseMarkdown('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', children: [text('<img src=x onerror=alert(1)>')] },
    ]);
  });
});

describe('inline', () => {
  test('reads code, strong, emphasis and links', () => {
    expect(parseInline('Use `order_id`, **not** *that*: [docs](https://example.com/a).')).toEqual([
      text('Use '),
      { kind: 'code', text: 'order_id' },
      text(', '),
      { kind: 'strong', children: [text('not')] },
      text(' '),
      { kind: 'emphasis', children: [text('that')] },
      text(': '),
      { kind: 'link', href: 'https://example.com/a', children: [text('docs')] },
      text('.'),
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '../docs/README.md',
    'vbscript:x',
  ])('a link to %s is its text alone', (target) => {
    expect(safeHref(target)).toBeUndefined();
    expect(parseInline(`[here](${target.replace(/[()]/g, '')})`)).toEqual([text('here')]);
  });

  test('an image is its description', () => {
    expect(parseInline('![a diagram](picture.png)')).toEqual([text('a diagram')]);
  });

  test('an underscore inside a word is no emphasis', () => {
    expect(parseInline('customer_id and order_id')).toEqual([text('customer_id and order_id')]);
  });

  test('a bare address is a link without the full stop after it', () => {
    expect(parseInline('See https://example.com/a.')).toEqual([
      text('See '),
      { kind: 'link', href: 'https://example.com/a', children: [text('https://example.com/a')] },
      text('.'),
    ]);
  });
});

test('a hostile document is read in no time', () => {
  const hostile = [
    '*'.repeat(20_000),
    '['.repeat(20_000),
    '`a'.repeat(10_000),
    '> '.repeat(5000),
    '_a'.repeat(10_000),
  ].join('\n\n');
  const start = performance.now();

  expect(parseMarkdown(hostile).length).toBeGreaterThan(3);
  expect(performance.now() - start).toBeLessThan(2000);
});
