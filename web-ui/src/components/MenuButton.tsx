// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './MenuButton.module.css';

export interface MenuEntry {
  key: string;
  label: string;
  icon: IconName;
  /** Set for a choice among several: whether it is the one that holds. */
  isChecked?: boolean;
  /** A navigation that leaves the application… */
  href?: string;
  /** …or something that happens here. */
  onSelect?: () => void;
}

export interface MenuButtonProps {
  label: string;
  className: string | undefined;
  /** What the button shows. */
  children: ReactNode;
  /** Words above the entries. */
  head?: ReactNode;
  entries: MenuEntry[];
}

/** A button that opens a short menu below it; arrows move, Escape and a click elsewhere close. */
export function MenuButton({ label, className, children, head, entries }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    items(menu.current)[0]?.focus();
    function handlePointerDown(event: PointerEvent) {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) {
        setOpen(false);
      }
    }
    document.addEventListener('pointerdown', handlePointerDown);
    return () => document.removeEventListener('pointerdown', handlePointerDown);
  }, [isOpen]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }
  function handleKeyDown(event: KeyboardEvent) {
    const all = items(menu.current);
    const at = all.findIndex((item) => item === document.activeElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const next = to[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') {
      setOpen(false);
    } else if (next !== undefined) {
      event.preventDefault();
      all.at(next % all.length)?.focus();
    }
  }

  return (
    <div ref={root} className={styles.root}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div className={styles.popup}>
          {head !== undefined && <div className={styles.head}>{head}</div>}
          <div ref={menu} role="menu" aria-label={label} tabIndex={-1} onKeyDown={handleKeyDown}>
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} onDone={close} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Entry({ entry, onDone }: { entry: MenuEntry; onDone: () => void }) {
  const content = (
    <>
      <Icon name={entry.icon} />
      {entry.label}
      {entry.isChecked === true && (
        <span className={styles.check}>
          <Icon name="check" />
        </span>
      )}
    </>
  );
  if (entry.href !== undefined) {
    return (
      <a role="menuitem" tabIndex={-1} className={styles.item} href={entry.href}>
        {content}
      </a>
    );
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.item}
      role={entry.isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      {...(entry.isChecked === undefined ? {} : { 'aria-checked': entry.isChecked })}
      onClick={() => {
        onDone();
        entry.onSelect?.();
      }}
    >
      {content}
    </button>
  );
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return menu === null ? [] : [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}
