// SPDX-License-Identifier: Apache-2.0
import { useParams } from 'react-router';

/** The product that the address names. */
export function useProductParams(): { domain: string; product: string } {
  const { domain, product } = useParams();
  if (domain === undefined || product === undefined) {
    throw new Error('this page stands below /p/:domain/:product');
  }
  return { domain, product };
}
