// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import type { ChangeRequest } from '@/api/types';
import { areShortcutsOn } from '@/lib/shortcuts';

export interface InboxKeys {
  onChoose: (number: number) => void;
  onApprove: () => void;
  onDeny: () => void;
}

/** The inbox by keys: `j` and `k` choose, `a` approves, `d` denies; the last two ask once more. */
export function useInboxKeys(
  changes: ChangeRequest[],
  current: ChangeRequest | undefined,
  keys: InboxKeys,
): void {
  const handleKey = useEffectEvent((key: string): boolean => {
    const at = changes.findIndex((change) => change === current);
    const next = key === 'j' ? changes[at + 1] : key === 'k' ? changes[at - 1] : undefined;
    if (next !== undefined) {
      keys.onChoose(next.number);
    } else if (key === 'a' && current?.canApprove === true) {
      keys.onApprove();
    } else if (key === 'd' && current?.canApprove === true) {
      keys.onDeny();
    } else {
      return false;
    }
    return true;
  });

  useEffect(() => {
    // `g` begins the keys that go somewhere: what follows it is not for the inbox.
    let isGoing = false;
    function handleKeyDown(event: KeyboardEvent) {
      if (!isGoing && areShortcutsOn(event) && handleKey(event.key)) {
        event.preventDefault();
      }
      isGoing = event.key === 'g';
    }
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, []);
}
