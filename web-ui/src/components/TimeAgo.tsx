// SPDX-License-Identifier: Apache-2.0
import { absoluteTime, relativeTime } from '@/lib/time';
import { useNow } from '@/lib/useNow';

/** The age of something; the exact time shows when pointed at. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
