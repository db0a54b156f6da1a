// SPDX-License-Identifier: Apache-2.0

/* Lines on a grid of 16, drawn with the colour of the text around them. */
const shapes = {
  'search': 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.700 10.700 14 14',
  'menu': 'M2 4h12M2 8h12M2 12h12',
  'close': 'M3.500 3.500l9 9M12.500 3.500l-9 9',
  'chevron-right': 'M6 3.500 10.500 8 6 12.500',
  'chevron-down': 'M3.500 6 8 10.500 12.500 6',
  'check': 'M3 8.500 6.500 12 13 4.500',
  'copy': 'M5.500 5.500h8v8h-8ZM3.500 10.500h-1v-8h8v1',
  'inbox': 'M2 9.500 4 3h8l2 6.500V13H2ZM2 9.500h3.500L6.500 11h3L10.500 9.500H14',
  'sun':
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  'moon': 'M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7Z',
  'screen': 'M2 3h12v8H2ZM6 14h4',
  'person': 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.500 14c.5-3 2.500-4.500 5.500-4.500s5 1.500 5.500 4.500',
  'key': 'M5.500 13a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM8 7l5.500-5M11 4.500l2 2',
  'mail': 'M2 3.500h12v9H2ZM2 4l6 5 6-5',
  'chat': 'M2 3h12v8H7l-3 2.500V11H2Z',
  'phone': 'M4 2h2l1 3-1.500 1.500a7 7 0 0 0 4 4L11 9l3 1v2a2 2 0 0 1-2 2A10 10 0 0 1 2 4a2 2 0 0 1 2-2Z',
  'commit': 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM1 8h4M11 8h4',
  'branch':
    'M4.500 5.500v5M4.500 5.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4.500 14.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM11.500 5.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM11.500 5.500c0 3-3 3-7 4.500',
  'arrow-right': 'M2.500 8h11M9.500 4l4 4-4 4',
  'external': 'M9 2.500h4.500V7M13.500 2.500 7.500 8.500M11 9.500v4H2.500V5h4',
  'keyboard': 'M1.500 4h13v8h-13ZM4 6.500h.01M7 6.500h.01M10 6.500h.01M12.500 6.500h.01M5 9.500h6',
  'download': 'M8 2v8M4.500 7 8 10.500 11.500 7M2.500 13.500h11',
} as const;

export type IconName = keyof typeof shapes;

export interface IconProps {
  name: IconName;
  size?: number;
}

/** A picture beside a word; never the only thing that says something. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
