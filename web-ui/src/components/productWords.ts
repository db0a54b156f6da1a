// SPDX-License-Identifier: Apache-2.0
import type { Hit, PortSummary } from '@/api/types';
import type { Tone } from './Chip';

/** What each type of product is for; the raw, integrated and application tiers. */
export const typeWords: Record<Hit['type'], { label: string; meaning: string }> = {
  'source-aligned': { label: 'Source-aligned', meaning: 'Facts as the system of record knows them.' },
  'aggregate': { label: 'Aggregate', meaning: 'Joined or cleaned from other products.' },
  'consumer-aligned': { label: 'Consumer-aligned', meaning: 'Shaped for one use.' },
};

export const lifecycleWords: Record<Hit['status'], { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'outline' },
  active: { label: 'Active', tone: 'good' },
  deprecated: { label: 'Deprecated', tone: 'wait' },
  retired: { label: 'Retired', tone: 'stop' },
};

/** How carefully a port's records are to be handled: the stricter, the louder. */
export function classificationTone(classification: string): Tone {
  switch (classification) {
    case 'restricted':
      return 'stop';
    case 'confidential':
      return 'wait';
    default:
      return 'quiet';
  }
}

/** The name of a port as manifests write it: `enriched@v1`. */
export function portRef(port: Pick<PortSummary, 'name' | 'major'>): string {
  return `${port.name}@v${String(port.major)}`;
}
