// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from './client';
import type { Suggestions } from './types';

/** What a text that is being typed may mean; asked a moment after the last key. */
export function useSuggestions(text: string): Suggestions | undefined {
  const [settled] = useDebouncedValue(text.trim(), 120);
  const result = api.useQuery(
    'get',
    '/api/v1/suggest',
    { params: { query: { q: settled } } },
    { enabled: settled.length > 1, staleTime: 60_000, placeholderData: keepPreviousData },
  );
  return settled.length > 1 ? result.data : undefined;
}
