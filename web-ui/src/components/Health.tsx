// SPDX-License-Identifier: Apache-2.0
import { StatusMark, type Mark } from './StatusMark';
import type { Hit } from '@/api/types';

const words: Record<Hit['health'], { mark: Mark; label: string; title: string }> = {
  ready: { mark: 'good', label: 'Ready', title: 'Everything it declares was read back from the cluster.' },
  working: { mark: 'working', label: 'In progress', title: 'A change is being written.' },
  stalled: { mark: 'stop', label: 'Stalled', title: 'Something has to be done before it goes on.' },
  unknown: { mark: 'unknown', label: 'Unknown', title: 'Nothing has been heard about it yet.' },
};

/** Whether a product is as its manifest says, measured on the clusters. */
export function Health({ health }: { health: Hit['health'] }) {
  return <StatusMark {...words[health]} />;
}
