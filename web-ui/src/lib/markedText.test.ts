// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { textParts } from './markedText';

test('cuts a text into marked and unmarked parts', () => {
  expect(textParts('Confirmed orders', [[10, 16]])).toEqual([
    { text: 'Confirmed ', isMarked: false },
    { text: 'orders', isMarked: true },
  ]);
});

test('takes ranges in any order, and never shows a character twice or one too many', () => {
  const parts = textParts('abcdef', [
    [4, 99],
    [0, 2],
    [1, 3],
  ]);

  expect(parts.map((part) => part.text).join('')).toBe('abcdef');
  expect(parts.filter((part) => part.isMarked).map((part) => part.text)).toEqual(['ab', 'c', 'ef']);
});
