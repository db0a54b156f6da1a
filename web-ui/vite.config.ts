// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bundleBudget } from './build/bundleBudget.ts';

const catalog = process.env.WEFT_CATALOG ?? 'http://127.0.0.1:18088';
const toCatalog = { target: catalog, xfwd: true };

export default defineConfig({
  plugins: [
    react(),
    bundleBudget({ initialKilobytes: 180, lazyKilobytes: 120, firstPage: 'features/home/HomePage.tsx' }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  build: { target: 'es2023', assetsInlineLimit: 0, cssMinify: true },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': toCatalog, '/auth': toCatalog, '/git': toCatalog },
  },
});
