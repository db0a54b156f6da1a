// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isPassing, problemOf, toProblem } from './problem';

test('a problem document says what it says', () => {
  expect(
    problemOf(422, '{"title":"No","detail":"Because","errors":[{"field":"a","message":"b"},{"field":1}]}'),
  ).toEqual({
    title: 'No',
    status: 422,
    detail: 'Because',
    hint: undefined,
    errors: [{ field: 'a', message: 'b' }],
  });
});

test('an answer of something in between is told by its status', () => {
  expect(problemOf(502, '<html>Bad gateway</html>')).toMatchObject({
    title: 'The catalog is not answering',
    status: 502,
  });
  expect(problemOf(418, '')).toMatchObject({ title: 'The catalog answered 418' });
});

test('no answer at all is not an empty answer', () => {
  const problem = toProblem(new TypeError('fetch failed'));

  expect(problem.title).toBe('The catalog cannot be reached');
  expect(isPassing(problem)).toBe(true);
  expect(isPassing({ title: '', status: 403 })).toBe(false);
});
