// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Icon } from './Icon';

export interface CopyButtonProps {
  text: string;
  /** What is copied, for those who do not see where the button stands: `the Java snippet`. */
  of: string;
}

/** Copies, and says whether that worked. */
export function CopyButton({ text, of }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') {
      return undefined;
    }
    const timer = setTimeout(() => setState('idle'), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  function handleClick() {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      // Forbidden by the browser; the button says so.
      () => setState('failed'),
    );
  }

  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Icon name={state === 'copied' ? 'check' : 'copy'} size={12} />}
      onClick={handleClick}
      aria-label={`Copy ${of}`}
    >
      <span aria-live="polite">
        {state === 'idle' ? 'Copy' : state === 'copied' ? 'Copied' : 'Select and copy by hand'}
      </span>
    </Button>
  );
}
