// SPDX-License-Identifier: Apache-2.0
import { api } from './client';

/** One data product with everything its manifest says and what was measured of it. */
export function useProduct(domain: string, product: string) {
  return api.useQuery('get', '/api/v1/products/{domain}/{product}', {
    params: { path: { domain, product } },
  });
}
