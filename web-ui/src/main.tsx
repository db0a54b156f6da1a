// SPDX-License-Identifier: Apache-2.0
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import '@/theme/mantine.css';
import '@/theme/fonts.css';
import '@/theme/tokens.css';
import '@/theme/base.css';
import { Providers } from '@/app/Providers';
import { createRouter } from '@/app/router';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element with the id root');
}
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={createRouter()} />
    </Providers>
  </StrictMode>,
);
