// SPDX-License-Identifier: Apache-2.0

const KEY = 'weft-shortcuts';

/** Whether single keys do things; people whose tools send stray letters can switch that off. */
export function readShortcutsSetting(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // Storage may be forbidden; then the default holds.
    return true;
  }
}

export function writeShortcutsSetting(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

/** Whether a key press is a shortcut: not while writing, not with a modifier, not in a dialog. */
export function areShortcutsOn(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    !event.defaultPrevented &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !(
      target instanceof HTMLElement &&
      (target.isContentEditable ||
        target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null)
    ) &&
    readShortcutsSetting()
  );
}
