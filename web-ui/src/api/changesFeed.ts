// SPDX-License-Identifier: Apache-2.0
import type { Query } from '@tanstack/react-query';

/** One thing that has changed, as the feed tells it. */
export interface Change {
  type: string;
  subject: string;
}

/* Which answers a kind of change may make old, by the beginning of their path. */
const stale: Record<string, string[]> = {
  'product': [
    '/api/v1/search',
    '/api/v1/suggest',
    '/api/v1/domains',
    '/api/v1/products',
    '/api/v1/access/options',
  ],
  'mesh': ['/api/v1/platform', '/api/v1/domains', '/api/v1/search', '/api/v1/access/options'],
  'domain': ['/api/v1/domains', '/api/v1/search', '/api/v1/products'],
  'status': ['/api/v1/products', '/api/v1/search', '/api/v1/domains/'],
  'grant': ['/api/v1/products', '/api/v1/access-requests', '/api/v1/change-requests', '/api/v1/inbox'],
  'change-request': [
    '/api/v1/change-requests',
    '/api/v1/inbox',
    '/api/v1/access-requests',
    '/api/v1/products',
  ],
  'platform': ['/api/v1/platform'],
};

/** Reads one event of the feed; undefined for what this version does not know. */
export function readChange(data: string): Change | undefined {
  try {
    const parsed: unknown = JSON.parse(data);
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'type' in parsed &&
      typeof parsed.type === 'string'
    ) {
      const subject = 'subject' in parsed && typeof parsed.subject === 'string' ? parsed.subject : '';
      return { type: parsed.type, subject };
    }
  } catch {
    // Cut off by a connection that broke; the reconnection refetches everything.
  }
  return undefined;
}

/** Whether an answer that was read before may differ now. `reset` means that changes were missed. */
export function isStaleAfter(change: Change, queryKey: Query['queryKey']): boolean {
  const path = queryKey[1];
  if (typeof path !== 'string') {
    return false;
  }
  if (change.type === 'reset') {
    return path !== '/api/v1/me';
  }
  if (!(stale[change.type] ?? []).some((start) => path.startsWith(start))) {
    return false;
  }
  const product = productOf(change.subject);
  const asked = pathParameters(queryKey[2]);
  // A page about one product is not read again for another one, except its lineage, which shows the neighbours.
  return (
    product === undefined ||
    asked === undefined ||
    path.endsWith('/lineage') ||
    (asked.domain === product.domain && asked.product === product.product)
  );
}

function productOf(subject: string): { domain: string; product: string } | undefined {
  const [, , domain, product] = subject.startsWith('urn:weft:')
    ? (subject.split('@')[0] ?? '').split(':')
    : [];
  return domain !== undefined && product !== undefined ? { domain, product } : undefined;
}

function pathParameters(init: unknown): { domain: string; product: string } | undefined {
  if (typeof init !== 'object' || init === null || !('params' in init)) {
    return undefined;
  }
  const path = (init.params as { path?: { domain?: unknown; product?: unknown } } | undefined)?.path;
  return typeof path?.domain === 'string' && typeof path.product === 'string'
    ? { domain: path.domain, product: path.product }
    : undefined;
}
