// SPDX-License-Identifier: Apache-2.0
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { LiveUpdates } from '@/api/LiveUpdates';
import { isPassing, toProblem } from '@/lib/problem';
import { theme } from '@/theme/mantine';

const colorScheme = localStorageColorSchemeManager({ key: 'weft-color-scheme' });

/** A store of answers: fresh for a short while, asked again only when that may help. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isPassing(toProblem(error)),
      },
    },
  });
}

export interface ProvidersProps {
  client?: QueryClient;
  children: ReactNode;
}

/** What every page stands on: theme, answers, changes. The library writes no style element (the page's policy forbids it). */
export function Providers({ client, children }: ProvidersProps) {
  const [own] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorScheme}
      withCssVariables={false}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client ?? own}>
        <LiveUpdates>{children}</LiveUpdates>
      </QueryClientProvider>
    </MantineProvider>
  );
}
