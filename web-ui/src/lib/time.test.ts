// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { dateAfter, durationDays, durationText, elapsed, relativeTime } from './time';

const now = Date.parse('2026-11-21T12:00:00Z');

test.each([
  ['2026-11-21T11:59:58Z', 'just now'],
  ['2026-11-21T11:59:20Z', '40 seconds ago'],
  ['2026-11-21T11:00:00Z', '1 hour ago'],
  ['2026-11-20T11:00:00Z', 'yesterday'],
  ['2027-02-21T12:00:00Z', 'in 3 months'],
  ['nonsense', 'nonsense'],
])('%s is %s', (instant, words) => {
  expect(relativeTime(instant, now)).toBe(words);
});

test.each([
  ['2026-11-21T12:00:01.400Z', '1.4 s'],
  ['2026-11-21T12:02:05Z', '2 min 5 s'],
  ['2026-11-21T15:00:00Z', '3 h'],
  ['2026-11-21T11:00:00Z', '0.0 s'],
])('from noon to %s it takes %s', (to, words) => {
  expect(elapsed('2026-11-21T12:00:00Z', to)).toBe(words);
});

test('durations are told in words, and what is none stays as it is', () => {
  expect(durationText('PT1M')).toBe('1 minute');
  expect(durationText('P1DT12H')).toBe('1 day 12 hours');
  expect(durationText('PT8760H')).toBe('365 days');
  expect(durationText('PT0S')).toBe('no time');
  expect(durationText('unlimited')).toBe('unlimited');
  expect(durationDays('P365D')).toBe(365);
  expect(durationDays('P1Y2M')).toBe(425);
  expect(durationDays('soon')).toBeUndefined();
});

test('days are counted in UTC', () => {
  expect(dateAfter(Date.parse('2026-12-31T23:30:00Z'), 1)).toBe('2027-01-01');
});
