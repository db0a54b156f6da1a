// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { isStaleAfter } from '@/api/changesFeed';

/** The decisions on one change request. After each, everything it concerns is read again, feed or not. */
export function useDecisions(number: number) {
  const client = useQueryClient();
  const options = {
    onSuccess: () =>
      client.invalidateQueries({
        predicate: (query) => isStaleAfter({ type: 'change-request', subject: '' }, query.queryKey),
      }),
  };
  return {
    path: { params: { path: { number } } },
    approve: api.useMutation('post', '/api/v1/change-requests/{number}/approve', options),
    deny: api.useMutation('post', '/api/v1/change-requests/{number}/deny', options),
    merge: api.useMutation('post', '/api/v1/change-requests/{number}/merge', options),
    comment: api.useMutation('post', '/api/v1/change-requests/{number}/comment', options),
  };
}
