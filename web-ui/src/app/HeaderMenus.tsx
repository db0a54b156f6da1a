// SPDX-License-Identifier: Apache-2.0
import { Button, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useLocation } from 'react-router';
import styles from './HeaderMenus.module.css';
import { useMe } from '@/api/useMe';
import { Icon, type IconName } from '@/components/Icon';
import { MenuButton } from '@/components/MenuButton';
import type { Me } from '@/api/types';
import { signInUrl, signOutUrl } from '@/lib/paths';

const schemes: { scheme: MantineColorScheme; label: string; icon: IconName }[] = [
  { scheme: 'light', label: 'Light', icon: 'sun' },
  { scheme: 'dark', label: 'Dark', icon: 'moon' },
  { scheme: 'auto', label: 'As the system', icon: 'screen' },
];

/** The theme, and who is signed in. */
export function HeaderMenus({ onHelp }: { onHelp: () => void }) {
  return (
    <div className={styles.menus}>
      <ThemeMenu />
      <SessionMenu onHelp={onHelp} />
    </div>
  );
}

function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const current = schemes.find((each) => each.scheme === colorScheme);
  return (
    <MenuButton
      label={`Theme: ${current?.label ?? 'As the system'}`}
      className={styles.theme}
      entries={schemes.map((each) => ({
        key: each.scheme,
        label: each.label,
        icon: each.icon,
        isChecked: each.scheme === colorScheme,
        onSelect: () => setColorScheme(each.scheme),
      }))}
    >
      <Icon name={current?.icon ?? 'screen'} />
    </MenuButton>
  );
}

function SessionMenu({ onHelp }: { onHelp: () => void }) {
  const location = useLocation();
  const session = useMe();
  switch (session.kind) {
    case 'loading':
      return <span className={styles.placeholder} role="status" aria-label="Asking who is signed in" />;
    case 'failed':
      return (
        <span className={styles.failed} role="status" title={session.problem.detail}>
          Sign-in unknown
        </span>
      );
    case 'anonymous':
      return (
        <Button component="a" size="xs" href={signInUrl(location.pathname + location.search)}>
          Sign in
        </Button>
      );
    case 'signed-in':
      return <PersonMenu me={session.me} onHelp={onHelp} />;
  }
}

function PersonMenu({ me, onHelp }: { me: Me; onHelp: () => void }) {
  return (
    <MenuButton
      label={`${initials(me.displayName)}, signed in as ${me.displayName}`}
      className={styles.person}
      head={
        <div className={styles.who}>
          <strong>{me.displayName}</strong>
          <span>{me.teams.length === 0 ? 'in no team' : me.teams.join(', ')}</span>
        </div>
      }
      entries={[
        { key: 'keys', label: 'Keys', icon: 'keyboard', onSelect: onHelp },
        { key: 'sign-out', label: 'Sign out', icon: 'arrow-right', href: signOutUrl },
      ]}
    >
      <span aria-hidden="true">{initials(me.displayName)}</span>
    </MenuButton>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0).toUpperCase() ?? '')
    .join('');
}
