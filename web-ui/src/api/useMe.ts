// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { toProblem, type Problem } from '@/lib/problem';
import { api, rememberCsrfToken } from './client';
import type { Me } from './types';

/** Who is looking: somebody, nobody (`anonymous`), or not known since the question failed. */
export type Session =
  | { kind: 'loading' }
  | { kind: 'anonymous' }
  | { kind: 'signed-in'; me: Me }
  | { kind: 'failed'; problem: Problem };

/** Asks who is signed in. The answer is kept; signing in and out are navigations, which start afresh. */
export function useMe(): Session {
  const result = api.useQuery('get', '/api/v1/me', {}, { staleTime: 5 * 60_000 });
  const csrf = result.data?.csrf;
  useEffect(() => {
    rememberCsrfToken(csrf);
  }, [csrf]);

  if (result.data !== undefined) {
    return { kind: 'signed-in', me: result.data };
  }
  if (result.error === null) {
    return { kind: 'loading' };
  }
  const problem = toProblem(result.error);
  return problem.status === 401 ? { kind: 'anonymous' } : { kind: 'failed', problem };
}
