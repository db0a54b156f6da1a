// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import styles from './Header.module.css';
import { HeaderMenus } from './HeaderMenus';
import { useInboxCount } from './useInboxCount';
import { useSuggestions } from '@/api/useSuggestions';
import { Icon } from '@/components/Icon';
import { Logo } from '@/components/Logo';
import { SearchBox } from '@/components/SearchBox';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';

const places = [
  { label: 'Search', to: paths.search() },
  { label: 'Domains', to: paths.domains },
  { label: 'Inbox', to: paths.inbox },
  { label: 'Requests', to: paths.requests },
  { label: 'Changes', to: paths.changes },
  { label: 'Platform', to: paths.platform },
];

/** The top of every page: the way home, the places, search, theme and who is signed in. */
export function Header({ onHelp }: { onHelp: () => void }) {
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const inbox = useInboxCount();

  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to={paths.home} className={styles.home} aria-label="Weft, home">
          <Logo />
        </Link>
        {/* A place that was chosen closes the list, on narrow screens. */}
        <nav id="places" aria-label="Places" className={cx(styles.places, isOpen && styles.open)}>
          {places.map((place) => (
            <NavLink
              key={place.to}
              onClick={() => setOpen(false)}
              to={place.to}
              className={styles.place ?? ''}
            >
              {place.label}
              {place.to === paths.inbox && inbox > 0 && (
                <span className={styles.count}>
                  {inbox}
                  <span className="visually-hidden"> waiting for you</span>
                </span>
              )}
            </NavLink>
          ))}
        </nav>
        <div className={styles.search}>
          {pathname !== paths.home && pathname !== paths.search() && <HeaderSearch />}
        </div>
        <HeaderMenus onHelp={onHelp} />
        <button
          type="button"
          className={styles.burger}
          aria-label="Places"
          aria-expanded={isOpen}
          aria-controls="places"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'menu'} />
        </button>
      </div>
    </header>
  );
}

function HeaderSearch() {
  const [text, setText] = useState('');
  const suggestions = useSuggestions(text);
  const navigate = useNavigate();
  return (
    <SearchBox
      value={text}
      onValueChange={setText}
      suggestions={suggestions}
      onGo={(path) => {
        setText('');
        void navigate(path);
      }}
    />
  );
}
