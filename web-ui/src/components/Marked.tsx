// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import { textParts } from '@/lib/markedText';

export interface MarkedProps {
  text: string;
  ranges: readonly (readonly number[])[];
}

/** A text with the places marked where a search found something. */
export function Marked({ text, ranges }: MarkedProps) {
  return textParts(text, ranges).map((part, index) =>
    part.isMarked ? <mark key={index}>{part.text}</mark> : <Fragment key={index}>{part.text}</Fragment>,
  );
}
