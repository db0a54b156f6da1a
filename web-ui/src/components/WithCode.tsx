// SPDX-License-Identifier: Apache-2.0

/** A sentence of the platform: what stands between backticks is code. */
export function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
