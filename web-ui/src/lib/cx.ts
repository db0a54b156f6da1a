// SPDX-License-Identifier: Apache-2.0

/** Joins the class names that apply. */
export function cx(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== false && name !== undefined && name !== '').join(' ');
}
