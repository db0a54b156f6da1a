// SPDX-License-Identifier: Apache-2.0
import { useEffect, type RefObject } from 'react';
import { areShortcutsOn } from './shortcuts';

/** `j` and `k` move the focus through the elements of a list that carry `data-list-item`; Enter then opens as usual. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function handleKeyDown(event: KeyboardEvent) {
      if ((event.key !== 'j' && event.key !== 'k') || !areShortcutsOn(event)) {
        return;
      }
      const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-list-item]') ?? [])];
      const at = items.findIndex((item) => item === document.activeElement);
      const next = event.key === 'j' ? at + 1 : Math.max(at - 1, 0);
      items[Math.min(next, items.length - 1)]?.focus();
      event.preventDefault();
    }
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [list]);
}
