// SPDX-License-Identifier: Apache-2.0
import type { Inbox } from '@/api/types';
import { paths } from '@/lib/paths';

export interface Need {
  key: string;
  kind: 'decide' | 'follow';
  title: string;
  detail: string;
  path: string;
  at: string;
}

const onTheWay = ['open', 'approved', 'merged'];

/** What to show a person first: decisions by the time they have waited, then their own requests that are not done. */
export function waitingFor(inbox: Inbox): Need[] {
  const decide = inbox.approvals.map((change): Need => ({
    key: `change ${String(change.number)}`,
    kind: 'decide',
    title: change.title,
    detail: `Asked by ${change.author}.`,
    path: paths.change(change.number),
    at: change.createdAt,
  }));
  const follow = inbox.mine
    .filter((request) => onTheWay.includes(request.state))
    .map((request): Need => ({
      key: `request ${String(request.id)}`,
      kind: 'follow',
      title: `${request.application} → ${request.product.title}`,
      detail: request.waitsFor === '' ? 'On its way.' : request.waitsFor,
      path: paths.request(request.id),
      at: request.requestedAt,
    }));
  return [...decide, ...follow].sort((a, b) =>
    a.kind === b.kind ? a.at.localeCompare(b.at) : a.kind === 'decide' ? -1 : 1,
  );
}
