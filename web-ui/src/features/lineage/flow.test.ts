// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { middleOf, pathThrough } from './flow';

test('a path goes through its points and rounds the corners', () => {
  expect(
    pathThrough([
      [0, 0],
      [20, 0],
      [20, 30],
    ]),
  ).toBe('M 0 0 L 12 0 Q 20 0 20 8 L 20 30');
});

test('a corner is never rounder than half of its shorter side', () => {
  expect(
    pathThrough([
      [0, 0],
      [4, 0],
      [4, 30],
    ]),
  ).toBe('M 0 0 L 2 0 Q 4 0 4 2 L 4 30');
});

test('points that lie on each other do not break the path', () => {
  expect(
    pathThrough([
      [5, 5],
      [5, 5],
      [9, 5],
    ]),
  ).toBe('M 5 5 L 5 5 Q 5 5 5 5 L 9 5');
  expect(pathThrough([[5, 5]])).toBe('');
});

test('a label stands in the middle of the way, not of the box', () => {
  expect(
    middleOf([
      [0, 0],
      [30, 0],
      [30, 10],
    ]),
  ).toEqual([20, 0]);
  expect(middleOf([])).toEqual([0, 0]);
});
