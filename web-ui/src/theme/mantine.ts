// SPDX-License-Identifier: Apache-2.0
import { createTheme } from '@mantine/core';

/** What the components need to know in script; every colour and measure is a CSS variable of `tokens.css`. */
export const theme = createTheme({
  fontFamily: 'var(--w-font)',
  fontFamilyMonospace: 'var(--w-mono)',
  cursorType: 'pointer',
  defaultRadius: 'sm',
  respectReducedMotion: true,
});
