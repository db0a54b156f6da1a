// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { Footer } from './Footer';
import { Header } from './Header';
import styles from './Layout.module.css';
import { useShortcuts } from './useShortcuts';

const KeyboardHelp = lazy(async () => ({ default: (await import('./KeyboardHelp')).KeyboardHelp }));

/** The frame of every page. After a navigation the focus moves to the new page's heading. */
export function Layout() {
  const main = useRef<HTMLElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts(() => setHelpOpen(true));
  useFocusOnNavigation(main);
  const isLoading = useNavigation().state === 'loading';

  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      {isLoading && <div className={styles.progress} role="progressbar" aria-label="Loading the page" />}
      <Header onHelp={() => setHelpOpen(true)} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Footer />
      {isHelpOpen && (
        <Suspense>
          <KeyboardHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
      <ScrollRestoration />
    </div>
  );
}

function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>) {
  const location = useLocation();
  const shown = useRef(location.pathname);
  useEffect(() => {
    const isSamePage = shown.current === location.pathname;
    shown.current = location.pathname;
    if (isSamePage || keepsFocus(location.state)) {
      return;
    }
    const heading = main.current?.querySelector<HTMLElement>('h1');
    (heading ?? main.current)?.focus({ preventScroll: true });
  }, [location, main]);
}

/** Whether the link that was followed stays on the page, like a tab. */
function keepsFocus(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'keepFocus' in state && state.keepFocus === true;
}
