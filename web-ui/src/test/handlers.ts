// SPDX-License-Identifier: Apache-2.0
import { http, HttpResponse, type HttpHandler } from 'msw';
import * as changes from './fixtures/changes';
import { domains, hits } from './fixtures/hits';
import { carl, teams } from './fixtures/people';
import * as products from './fixtures/products';
import { searchFixtures } from './searchFixtures';

/** A problem document, as the catalog sends it. */
export function problem(status: number, title: string, rest: Record<string, unknown> = {}) {
  return HttpResponse.json(
    { type: 'about:blank', title, status, ...rest },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

const any = '*/api/v1';

/** The catalog's answers about the sample mesh, to one who is signed in as Carl of billing. */
export const handlers: HttpHandler[] = [
  http.get(`${any}/me`, () => HttpResponse.json(carl)),
  http.get(`${any}/search`, ({ request }) => HttpResponse.json(searchFixtures(new URL(request.url)))),
  http.get(`${any}/suggest`, ({ request }) => {
    const q = new URL(request.url).searchParams.get('q') ?? '';
    return HttpResponse.json({
      products: hits.filter((hit) => hit.title.toLowerCase().includes(q) || hit.name.includes(q)),
      fields: products.enrichedSchema.fields
        .filter((each) => each.path.includes(q))
        .map(({ path }) => ({ path, count: 3 })),
    });
  }),
  http.get(`${any}/domains`, () => HttpResponse.json(domains)),
  http.get(`${any}/domains/:domain`, ({ params }) => {
    const domain = domains.find((each) => each.name === params.domain);
    return domain === undefined
      ? problem(404, 'No such domain', { detail: `There is no domain ${String(params.domain)}.` })
      : HttpResponse.json({
          ...domain,
          owner: teams[domain.owner],
          products: hits.filter((hit) => hit.domain === domain.name),
          applications: carl.applications,
        });
  }),
  http.get(`${any}/products/:domain/:product`, ({ params }) => {
    if (params.product === 'gone') {
      return problem(410, 'This product has been removed', {
        detail: 'It was removed from Git on 12 November 2026, in commit 77d0cc1.',
      });
    }
    const hit = hits.find((each) => each.domain === params.domain && each.name === params.product);
    if (hit === undefined) {
      return problem(404, 'No such product', { detail: 'No domain has a product of this name.' });
    }
    return HttpResponse.json(
      hit.name === 'enriched-reviews'
        ? products.enrichedReviews
        : { ...products.enrichedReviews, ...hit, owner: teams[hit.owner] },
    );
  }),
  http.get(`${any}/products/:domain/:product/lineage`, () => HttpResponse.json(products.lineage)),
  http.get(`${any}/products/:domain/:product/consumers`, () => HttpResponse.json(products.consumers)),
  http.get(`${any}/products/:domain/:product/ports/:port/schema`, () =>
    HttpResponse.json(products.enrichedSchema),
  ),
  http.get(`${any}/products/:domain/:product/ports/:port/use`, () => HttpResponse.json(products.use)),
  http.get(`${any}/platform`, () => HttpResponse.json(changes.platform)),
  http.get(`${any}/access/options`, () => HttpResponse.json(changes.accessOptions)),
  http.post(`${any}/access-requests/preview`, () => HttpResponse.json(changes.preview)),
  http.post(`${any}/access-requests`, () => HttpResponse.json(changes.accessRequest, { status: 201 })),
  http.get(`${any}/access-requests`, () =>
    HttpResponse.json([changes.accessRequest, changes.activeRequest, changes.deniedRequest]),
  ),
  http.get(`${any}/access-requests/:id`, ({ params }) => {
    const found = [changes.accessRequest, changes.activeRequest, changes.deniedRequest].find(
      (each) => String(each.id) === params.id,
    );
    return found === undefined ? problem(404, 'No such request') : HttpResponse.json(found);
  }),
  http.get(`${any}/change-requests`, () => HttpResponse.json([changes.accessChange, changes.schemaChange])),
  http.get(`${any}/change-requests/:number`, ({ params }) => {
    const found = [changes.accessChange, changes.schemaChange].find(
      (each) => String(each.number) === params.number,
    );
    return found === undefined ? problem(404, 'No such change request') : HttpResponse.json(found);
  }),
  http.get(`${any}/inbox`, () => HttpResponse.json(changes.inbox)),
];
