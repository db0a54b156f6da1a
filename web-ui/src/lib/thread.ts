// SPDX-License-Identifier: Apache-2.0

/** How many thread colours there are. */
const THREADS = 8;

/** The colour number (0 to 7) of a domain: the same for a name wherever and whenever it is shown. */
export function threadOf(domain: string): number {
  let hash = 0x811c9ec0;
  for (const character of domain) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 8) % THREADS;
}
