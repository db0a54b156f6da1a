// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { draftProblems, firstDraft, longestDays, purposesOf, type Draft } from './accessDraft';
import type { AccessOptions } from '@/api/types';

const now = Date.parse('2026-11-21T12:00:00Z');
const ref = (port: string) => ({
  urn: `urn:weft:reviews:enriched-reviews:${port}:v1`,
  domain: 'reviews',
  product: 'enriched-reviews',
  port,
  major: 1,
  title: '',
  isKnown: true,
});
const options: AccessOptions = {
  applications: [{ name: 'billing/invoice-runner', title: 'Invoice runner', owner: 'billing-team' }],
  ports: [
    {
      ref: ref('enriched'),
      purposes: ['analytics', 'fraud-detection'],
      longest: 'P365D',
      approval: 'owner',
      classification: 'confidential',
    },
    {
      ref: ref('scores'),
      purposes: ['analytics'],
      longest: 'P90D',
      approval: 'owner',
      classification: 'internal',
    },
    { ref: ref('open'), purposes: [], approval: 'automatic', classification: 'public' },
  ],
};
const good: Draft = {
  application: 'billing/invoice-runner',
  ports: ['enriched@v1'],
  purpose: 'fraud-detection',
  reason: 'Score disputed invoices.',
  expires: '2027-03-01',
};
const fields = (draft: Draft) => draftProblems(draft, options, now).map((problem) => problem.field);

test('a complete draft has no problem', () => {
  expect(fields(good)).toEqual([]);
});

test('every missing thing is named at once', () => {
  expect(fields({ application: '', ports: [], purpose: '', reason: ' ', expires: '' })).toEqual([
    'application',
    'ports',
    'purpose',
    'reason',
    'expires',
  ]);
});

test('several ports allow only what all of them allow, for as long as the strictest', () => {
  expect(purposesOf(options, ['enriched@v1', 'scores@v1'])).toEqual(['analytics']);
  expect(longestDays(options, ['enriched@v1', 'scores@v1', 'open@v1'])).toBe(90);
  expect(fields({ ...good, ports: ['enriched@v1', 'scores@v1'] })).toEqual(['purpose', 'expires']);
});

test('no purpose can be chosen before a port is', () => {
  expect(purposesOf(options, [])).toEqual([]);
});

test('ports without a list allow any purpose and any time', () => {
  expect(purposesOf(options, ['open@v1'])).toBeUndefined();
  expect(longestDays(options, ['open@v1'])).toBeUndefined();
});

test('the end lies ahead, and not too far', () => {
  const expires = (day: string) => draftProblems({ ...good, expires: day }, options, now)[0]?.message;

  expect(expires('2026-11-21')).toContain('still to come');
  expect(expires('2027-11-21')).toBeUndefined();
  expect(expires('2027-11-22')).toContain('2027-11-21');
});

test('a first draft chooses what leaves no choice', () => {
  const [only] = options.ports;
  expect(firstDraft({ ...options, ports: only === undefined ? [] : [only] }, now)).toMatchObject({
    application: 'billing/invoice-runner',
    ports: ['enriched@v1'],
    purpose: '',
    expires: '2027-02-19',
  });
});
