// SPDX-License-Identifier: Apache-2.0
import { setupServer } from 'msw/node';
import { handlers } from './handlers';

/** The catalog as tests know it. An answer for one test: `server.use(…)`. */
export const server = setupServer(...handlers);
