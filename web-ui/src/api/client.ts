// SPDX-License-Identifier: Apache-2.0
import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { problemOf } from '@/lib/problem';
import type { paths } from './schema.gen';

let csrfToken: string | undefined;

/** Remembers what the server wants to see in the header of every change; undefined when nobody is signed in. */
export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

const headers: Middleware = {
  onRequest({ request }) {
    // Marks a call of these pages: it is answered 401, and never sent to the sign-in page.
    request.headers.set('X-Requested-With', 'weft-ui');
    if (request.method !== 'GET' && csrfToken !== undefined) {
      request.headers.set('X-Weft-Csrf', csrfToken);
    }
    return request;
  },
};

/** Every failure becomes a problem document, also what a proxy answers in its own words. */
const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) {
      return undefined;
    }
    const problem = problemOf(response.status, await response.clone().text());
    return new Response(JSON.stringify(problem), {
      status: response.status,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  },
};

const client = createFetchClient<paths>({
  baseUrl: globalThis.location.origin,
  // Looked up at each call: tests replace it after this module is loaded.

  fetch: (request) => globalThis.fetch(request),
});
client.use(headers, problems);

/** Typed hooks over the catalog's API: `api.useQuery('get', path, …)`. */
export const api = createQueryClient(client);
