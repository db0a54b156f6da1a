// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { diffLines } from './unifiedDiff';

test('numbers the lines of both sides', () => {
  expect(
    diffLines('--- a/f\n+++ b/f\n@@ -3,3 +3,3 @@\n one\n-two\n+2\n three\n\\ No newline at end of file\n'),
  ).toEqual([
    { kind: 'context', text: 'one', before: 3, after: 3 },
    { kind: 'removed', text: 'two', before: 4 },
    { kind: 'added', text: '2', after: 4 },
    { kind: 'context', text: 'three', before: 5, after: 5 },
  ]);
});

test('a line that begins with two minus signs is content, not a head', () => {
  expect(diffLines('@@ -1 +1 @@\n--- a\n+++ b')).toEqual([
    { kind: 'removed', text: '-- a', before: 1 },
    { kind: 'added', text: '++ b', after: 1 },
  ]);
});

test('a later hunk is set apart', () => {
  expect(diffLines('@@ -1 +1 @@\n a\n@@ -90 +90 @@ spec:\n b').map((line) => line.kind)).toEqual([
    'context',
    'gap',
    'context',
  ]);
});

test('nothing is no line', () => {
  expect(diffLines('')).toEqual([]);
});
