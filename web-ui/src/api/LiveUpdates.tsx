// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { isStaleAfter, readChange, type Change } from './changesFeed';

/** Whether pages follow what happens: `live`, or on their own clock while the feed is away. */
export type LiveState = 'connecting' | 'live' | 'away';

const LiveContext = createContext<LiveState>('connecting');

/** The state of the feed of changes. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}

/** How often something that moves by itself is read again: seldom while the feed tells of changes. */
export function usePollInterval(): number {
  return useLive() === 'live' ? 60_000 : 4000;
}

/** Listens to the feed of changes and marks old what a change concerns, which reads again what is being shown. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    if (!('EventSource' in globalThis)) {
      return undefined;
    }
    const source = new EventSource('/api/v1/changes');
    let wasAway = false;

    function handleChange(change: Change) {
      void client.invalidateQueries({ predicate: (query) => isStaleAfter(change, query.queryKey) });
    }
    function handleMessage(event: MessageEvent<string>) {
      const change = readChange(event.data);
      if (change !== undefined) {
        handleChange(change);
      }
    }
    function handleOpen() {
      setState('live');
      if (wasAway) {
        wasAway = false;
        handleChange({ type: 'reset', subject: '' });
      }
    }
    function handleError() {
      // The browser connects again by itself.
      wasAway = true;
      setState('away');
    }

    source.addEventListener('open', handleOpen);
    source.addEventListener('error', handleError);
    source.addEventListener('change', handleMessage);
    source.addEventListener('message', handleMessage);
    return () => source.close();
  }, [client]);

  return <LiveContext value={state}>{children}</LiveContext>;
}
