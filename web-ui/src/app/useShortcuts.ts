// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { areShortcutsOn } from '@/lib/shortcuts';
import { paths } from '@/lib/paths';

const goTo: Record<string, string> = {
  h: paths.home,
  s: paths.search(),
  d: paths.domains,
  i: paths.inbox,
  r: paths.requests,
  c: paths.changes,
  p: paths.platform,
};

/** Keys that work everywhere: `/` searches, `g` and a letter goes somewhere, `?` explains. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  const handleGo = useEffectEvent((path: string) => void navigate(path));
  const handleHelp = useEffectEvent(onHelp);

  useEffect(() => {
    let isGoing = false;
    function handleKeyDown(event: KeyboardEvent) {
      if (!areShortcutsOn(event)) {
        return;
      }
      const path = isGoing ? goTo[event.key] : undefined;
      isGoing = event.key === 'g' && !isGoing;
      if (path !== undefined) {
        event.preventDefault();
        handleGo(path);
      } else if (event.key === '/') {
        event.preventDefault();
        focusSearch();
      } else if (event.key === '?') {
        event.preventDefault();
        handleHelp();
      }
    }
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, []);
}

function focusSearch() {
  // The page's own field comes before the one in the header.
  const field =
    document.querySelector<HTMLInputElement>('main [data-search-box]') ??
    document.querySelector<HTMLInputElement>('[data-search-box]');
  field?.focus();
  field?.select();
}
