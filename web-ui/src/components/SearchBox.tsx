// SPDX-License-Identifier: Apache-2.0
import { useId, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { DomainMark } from './DomainMark';
import { Icon } from './Icon';
import styles from './SearchBox.module.css';
import type { Suggestions } from '@/api/types';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';

export interface SearchBoxProps {
  value: string;
  onValueChange: (value: string) => void;
  suggestions: Suggestions | undefined;
  /** Opens the page of a suggestion, or the results for a text. */
  onGo: (path: string) => void;
  size?: 'small' | 'large';
  placeholder?: string;
}

interface Option {
  key: string;
  path: string;
  kind: 'product' | 'field';
  title: string;
  detail: string;
  domain?: string;
}

/** The search field with what it may mean below it: arrows choose, Enter opens, Escape closes. */
export function SearchBox({
  value,
  onValueChange,
  suggestions,
  onGo,
  size = 'small',
  placeholder,
}: SearchBoxProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const options = value.trim() === '' ? [] : optionsOf(suggestions);
  const isExpanded = isOpen && options.length > 0;
  const active = isExpanded ? options[chosen] : undefined;

  function go(path: string) {
    setOpen(false);
    setChosen(-1);
    onGo(path);
  }
  function handleSubmit(event: SubmitEvent) {
    event.preventDefault();
    go(active?.path ?? paths.search(value.trim()));
  }
  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (options.length > 0) {
          event.preventDefault();
          setOpen(true);
          setChosen(moved(chosen, event.key === 'ArrowDown' ? 1 : -1, options.length));
        }
        break;
      case 'Escape':
        if (isExpanded) {
          event.preventDefault();
          setOpen(false);
          setChosen(-1);
        } else {
          event.currentTarget.blur();
        }
        break;
      default:
    }
  }

  return (
    <form
      role="search"
      aria-label="Data products"
      className={cx(styles.form, size === 'large' && styles.large)}
      onSubmit={handleSubmit}
    >
      <span className={styles.icon}>
        <Icon name="search" size={size === 'large' ? 20 : 15} />
      </span>
      <input
        className={styles.input}
        type="search"
        role="combobox"
        aria-label="Search data products"
        aria-expanded={isExpanded}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${id}-${String(chosen)}`}
        autoComplete="off"
        spellCheck={false}
        data-search-box=""
        placeholder={placeholder ?? 'Search'}
        value={value}
        onChange={(event) => {
          onValueChange(event.target.value);
          setOpen(true);
          setChosen(-1);
        }}
        onKeyDown={handleKeyDown}
        onBlur={() => setOpen(false)}
      />
      <kbd className={styles.key} aria-hidden="true">
        /
      </kbd>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        className={styles.list}
        hidden={!isExpanded}
      >
        {options.map((option, index) => (
          // The field keeps the focus; its keys do what a click on an option does.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.key}
            id={`${id}-${String(index)}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles.option}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(option.path)}
          >
            {option.kind === 'product' ? (
              <DomainMark domain={option.domain ?? ''} />
            ) : (
              <Icon name="search" size={13} />
            )}
            <span className={cx(option.kind === 'field' && styles.field)}>{option.title}</span>
            <span className={styles.detail}>{option.detail}</span>
          </div>
        ))}
      </div>
    </form>
  );
}

function optionsOf(suggestions: Suggestions | undefined): Option[] {
  if (suggestions === undefined) {
    return [];
  }
  return [
    ...suggestions.products.slice(0, 6).map((product): Option => ({
      key: product.urn,
      path: paths.product(product.domain, product.name),
      kind: 'product',
      title: product.title,
      detail: `${product.domain} / ${product.name}`,
      domain: product.domain,
    })),
    ...suggestions.fields.slice(0, 4).map((field): Option => ({
      key: `field ${field.path}`,
      path: paths.search(field.path),
      kind: 'field',
      title: field.path,
      detail: `field in ${String(field.count)} ${field.count === 1 ? 'port' : 'ports'}`,
    })),
  ];
}

/** The next choice; going past either end returns to the field itself (-1). */
function moved(chosen: number, by: 1 | -1, count: number): number {
  const next = chosen + by;
  return next >= count ? -1 : next < -1 ? count - 1 : next;
}
