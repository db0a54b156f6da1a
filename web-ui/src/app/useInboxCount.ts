// SPDX-License-Identifier: Apache-2.0
import { api } from '@/api/client';
import { useMe } from '@/api/useMe';

/** How many change requests wait for the decision of who is signed in; 0 while that is not known. */
export function useInboxCount(): number {
  const session = useMe();
  const inbox = api.useQuery('get', '/api/v1/inbox', {}, { enabled: session.kind === 'signed-in' });
  return inbox.data?.approvals.length ?? 0;
}
