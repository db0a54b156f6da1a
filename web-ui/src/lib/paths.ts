// SPDX-License-Identifier: Apache-2.0

/** Addresses of pages. Every link is made here, so that an address changes in one place. */
export const paths = {
  home: '/',
  search: (query = '') => (query === '' ? '/search' : `/search?q=${encodeURIComponent(query)}`),
  domains: '/domains',
  domain: (domain: string) => `/domains/${domain}`,
  product: (domain: string, product: string) => `/p/${domain}/${product}`,
  ports: (domain: string, product: string) => `/p/${domain}/${product}/ports`,
  port: (domain: string, product: string, port: string, major: number) =>
    `/p/${domain}/${product}/ports/${port}@v${String(major)}`,
  lineage: (domain: string, product: string) => `/p/${domain}/${product}/lineage`,
  consumers: (domain: string, product: string) => `/p/${domain}/${product}/consumers`,
  use: (domain: string, product: string) => `/p/${domain}/${product}/use`,
  requestAccess: (domain: string, product: string) => `/p/${domain}/${product}/request`,
  requests: '/requests',
  request: (id: number) => `/requests/${String(id)}`,
  inbox: '/inbox',
  changes: '/changes',
  change: (number: number) => `/changes/${String(number)}`,
  platform: '/platform',
} as const;

/** The navigation that signs in and comes back to a page of ours. */
export function signInUrl(returnTo: string): string {
  return `/auth/sign-in?return=${encodeURIComponent(returnTo)}`;
}

export const signOutUrl = '/auth/sign-out';
