// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What the budget needs to know of one emitted script. */
export interface Chunk {
  fileName: string;
  isEntry: boolean;
  /** The module a lazy import names, as a path from the root of the project; absent for shared chunks. */
  facade: string | undefined;
  /** File names of the scripts that load with it. */
  imports: string[];
  /** File names of its style sheets. */
  css: string[];
}

export interface Budget {
  /** Most kB (1,000 bytes, gzip) of script and style until the first page shows. */
  initialKilobytes: number;
  /** Most kB (gzip) that opening any other page adds. */
  lazyKilobytes: number;
  /** End of the path of the page that `/` loads lazily: part of the initial route. */
  firstPage: string;
}

export interface RouteSize {
  route: string;
  kilobytes: number;
  limit: number;
}

/** The gzip size of the initial route and of what each lazy import adds to it. */
export function routeSizes(
  chunks: Chunk[],
  gzipBytes: (fileName: string) => number,
  budget: Budget,
): RouteSize[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const initial = new Set<string>();
  for (const chunk of chunks) {
    if (chunk.isEntry || chunk.facade?.endsWith(budget.firstPage)) {
      collect(chunk, byName, initial);
    }
  }
  const sizes = [
    { route: 'initial route', kilobytes: total(initial, gzipBytes), limit: budget.initialKilobytes },
  ];
  for (const chunk of chunks) {
    if (chunk.isEntry || chunk.facade === undefined || initial.has(chunk.fileName)) {
      continue;
    }
    const files = new Set<string>();
    collect(chunk, byName, files);
    const added = new Set([...files].filter((file) => !initial.has(file)));
    sizes.push({ route: chunk.facade, kilobytes: total(added, gzipBytes), limit: budget.lazyKilobytes });
  }
  return sizes;
}

/** Fails the build when a route is larger than its budget, and prints the sizes otherwise. */
export function bundleBudget(budget: Budget): Plugin {
  return {
    name: 'bundle-budget',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks: Chunk[] = [];
        const gzip = new Map<string, number>();
        for (const file of Object.values(bundle)) {
          gzip.set(file.fileName, gzipSync(file.type === 'chunk' ? file.code : file.source).length);
          if (file.type === 'chunk') {
            chunks.push({
              fileName: file.fileName,
              isEntry: file.isEntry,
              facade: file.isDynamicEntry ? (file.facadeModuleId ?? undefined) : undefined,
              imports: file.imports,
              css: [...(file.viteMetadata?.importedCss ?? [])],
            });
          }
        }
        const sizes = routeSizes(chunks, (name) => gzip.get(name) ?? 0, budget);
        const tooLarge = sizes.filter((size) => size.kilobytes > size.limit);
        if (tooLarge.length > 0) {
          this.error(`over the size budget: ${tooLarge.map(describe).join('; ')}`);
        }
        const [initial, ...lazy] = sizes;
        const largest = lazy.reduce<RouteSize | undefined>(
          (most, size) => (most === undefined || size.kilobytes > most.kilobytes ? size : most),
          undefined,
        );
        for (const size of [initial, largest]) {
          if (size !== undefined) {
            this.info(`size budget: ${describe(size)}`);
          }
        }
      },
    },
  };
}

function collect(chunk: Chunk, byName: Map<string, Chunk>, into: Set<string>): void {
  if (into.has(chunk.fileName)) {
    return;
  }
  into.add(chunk.fileName);
  for (const file of chunk.css) {
    into.add(file);
  }
  for (const name of chunk.imports) {
    const imported = byName.get(name);
    if (imported !== undefined) {
      collect(imported, byName, into);
    }
  }
}

function total(files: Set<string>, gzipBytes: (fileName: string) => number): number {
  let bytes = 0;
  for (const file of files) {
    bytes += gzipBytes(file);
  }
  return bytes / 1000;
}

function describe(size: RouteSize): string {
  return `${size.route} ${size.kilobytes.toFixed(1)} kB of ${String(size.limit)} kB (gzip)`;
}
