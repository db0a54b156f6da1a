// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import styles from './KeyboardHelp.module.css';
import { readShortcutsSetting, writeShortcutsSetting } from '@/lib/shortcuts';

const keys: [string[], string][] = [
  [['/'], 'Search'],
  [['g', 'h'], 'Home'],
  [['g', 's'], 'Search results'],
  [['g', 'd'], 'Domains'],
  [['g', 'i'], 'Inbox'],
  [['g', 'r'], 'My requests'],
  [['g', 'c'], 'Change requests'],
  [['g', 'p'], 'Platform'],
  [['j'], 'Next in a list'],
  [['k'], 'Previous in a list'],
  [['Enter'], 'Open'],
  [['a'], 'Approve, in the inbox'],
  [['d'], 'Deny, in the inbox'],
  [['?'], 'This help'],
];

/** The keys, and the switch that turns single-key ones off. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const [isOn, setOn] = useState(readShortcutsSetting);
  return (
    <Modal opened onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={styles.keys}>
        {keys.map(([combination, meaning]) => (
          <div key={meaning} className={styles.row}>
            <dt>
              {combination.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label="Single keys do these things"
        description="Switch off if a tool of yours sends letters by itself."
        checked={isOn}
        onChange={(event) => {
          setOn(event.currentTarget.checked);
          writeShortcutsSetting(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
