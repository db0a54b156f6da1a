// SPDX-License-Identifier: Apache-2.0
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { server } from './server';

/* What the components ask of a browser and jsdom lacks. */
globalThis.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  }) as unknown as MediaQueryList;
globalThis.ResizeObserver = class {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
};
Element.prototype.scrollIntoView = () => undefined;
// No layout either: everything is as large as a screenful.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 640 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => 800 });
HTMLCanvasElement.prototype.getContext = () => null;
globalThis.scrollTo = () => undefined;

// Busy machines are slow; a fact that does not come is still a failure.
configure({ asyncUtilTimeout: 10_000 });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});
afterAll(() => server.close());
