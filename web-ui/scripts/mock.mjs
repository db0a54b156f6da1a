// SPDX-License-Identifier: Apache-2.0
// Serves the built pages (`npm run build`) as the catalog does, policy header included, with the answers of the tests'
// sample mesh behind them: `npm run mock [-- PORT]`. For work on the pages and for screenshots without a catalog.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { getResponse } from 'msw';
import { createServer as createViteServer } from 'vite';

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

if (!existsSync('dist/index.html')) {
  console.error('There are no pages to serve: run `npm run build` first.');
  process.exit(1);
}
const vite = await createViteServer({
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false },
});
const { handlers } = await vite.ssrLoadModule('/src/test/handlers.ts');

const server = createHttpServer((request, response) => {
  answer(request, response).catch((error) => {
    response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
  });
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

async function answer(request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (url.pathname === '/api/v1/changes') {
    response
      .writeHead(200, { 'Content-Type': 'text/event-stream' })
      .write(': the sample does not change\n\n');
  } else if (url.pathname.startsWith('/api/')) {
    const found = await getResponse(handlers, await toFetchRequest(request, url));
    response.writeHead(found?.status ?? 501, {
      'Content-Type': found?.headers.get('Content-Type') ?? 'text/plain',
    });
    response.end((await found?.text()) ?? `nothing answers ${url.pathname}`);
  } else {
    const wanted = join('dist', normalize(url.pathname));
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : 'dist/index.html';
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    });
    response.end(readFileSync(file));
  }
}

async function toFetchRequest(request, url) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  return new Request(url, {
    method: request.method,
    headers: { 'Content-Type': request.headers['content-type'] ?? 'text/plain' },
    ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
  });
}
