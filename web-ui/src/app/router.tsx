// SPDX-License-Identifier: Apache-2.0
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Layout } from './Layout';
import { NotFoundPage } from './NotFoundPage';
import { RouteErrorPage } from './RouteErrorPage';

/** Every page, loaded when it is first opened. */
export const routes: RouteObject[] = [
  {
    element: <Layout />,
    errorElement: <RouteErrorPage />,
    HydrateFallback: Layout,
    children: [
      {
        errorElement: <RouteErrorPage />,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('@/features/home/HomePage')).HomePage }),
          },
          {
            path: 'search',
            lazy: async () => ({ Component: (await import('@/features/search/SearchPage')).SearchPage }),
          },
          {
            path: 'domains',
            lazy: async () => ({ Component: (await import('@/features/domains/DomainsPage')).DomainsPage }),
          },
          {
            path: 'domains/:domain',
            lazy: async () => ({ Component: (await import('@/features/domains/DomainPage')).DomainPage }),
          },
          {
            path: 'p/:domain/:product',
            lazy: async () => ({
              Component: (await import('@/features/product/ProductLayout')).ProductLayout,
            }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('@/features/product/OverviewPage')).OverviewPage,
                }),
              },
              {
                path: 'ports',
                lazy: async () => ({ Component: (await import('@/features/schema/PortsPage')).PortsPage }),
              },
              {
                path: 'ports/:port',
                lazy: async () => ({ Component: (await import('@/features/schema/PortsPage')).PortsPage }),
              },
              {
                path: 'lineage',
                lazy: async () => ({
                  Component: (await import('@/features/lineage/LineagePage')).LineagePage,
                }),
              },
              {
                path: 'consumers',
                lazy: async () => ({
                  Component: (await import('@/features/consumers/ConsumersPage')).ConsumersPage,
                }),
              },
              {
                path: 'use',
                lazy: async () => ({ Component: (await import('@/features/use/UsePage')).UsePage }),
              },
            ],
          },
          {
            path: 'p/:domain/:product/request',
            lazy: async () => ({
              Component: (await import('@/features/access/RequestAccessPage')).RequestAccessPage,
            }),
          },
          {
            path: 'requests',
            lazy: async () => ({ Component: (await import('@/features/access/RequestsPage')).RequestsPage }),
          },
          {
            path: 'requests/:id',
            lazy: async () => ({ Component: (await import('@/features/access/RequestPage')).RequestPage }),
          },
          {
            path: 'inbox',
            lazy: async () => ({ Component: (await import('@/features/changes/InboxPage')).InboxPage }),
          },
          {
            path: 'changes',
            lazy: async () => ({ Component: (await import('@/features/changes/ChangesPage')).ChangesPage }),
          },
          {
            path: 'changes/:number',
            lazy: async () => ({ Component: (await import('@/features/changes/ChangePage')).ChangePage }),
          },
          {
            path: 'platform',
            lazy: async () => ({
              Component: (await import('@/features/platform/PlatformPage')).PlatformPage,
            }),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
