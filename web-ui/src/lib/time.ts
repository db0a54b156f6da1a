// SPDX-License-Identifier: Apache-2.0

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How long ago (or until) an instant is, in one rounded unit: `4 minutes ago`, `in 2 months`, `just now`. */
export function relativeTime(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  if (Number.isNaN(seconds)) {
    return instant;
  }
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) {
      return relative.format(Math.round(seconds / size), unit);
    }
  }
  return Math.abs(seconds) < 5 ? 'just now' : relative.format(Math.round(seconds), 'second');
}

/** An instant in the reader's own time zone, to the second. */
export function absoluteTime(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : absolute.format(time);
}

/** A date (`2027-03-01`, or the day of an instant) as people write it. */
export function dateText(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : day.format(time);
}

/** The time between two instants, in at most two units: `1.4 s`, `2 min 5 s`, `3 h`. */
export function elapsed(from: string, to: string): string {
  const milliseconds = Math.max(0, Date.parse(to) - Date.parse(from));
  if (Number.isNaN(milliseconds)) {
    return '';
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return seconds < 10 ? `${seconds.toFixed(1)} s` : `${String(Math.round(seconds))} s`;
  }
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0 || parts.length > 0) {
      rest -= count * size;
      parts.push(count > 0 ? `${String(count)} ${name}` : '');
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.filter((part) => part !== '').join(' ');
}

const duration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const durationUnits = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];

/** An ISO-8601 duration in words: `PT1M` is `1 minute`, `P365D` and `PT8760H` are `365 days`. What is none is shown as it is. */
export function durationText(iso: string): string {
  const match = duration.exec(iso);
  if (match === null) {
    return iso;
  }
  const days = Number(match[4] ?? 0);
  const hours = Number(match[5] ?? 0);
  // Whole days are sent as hours, which nobody reads easily: `PT8760H`.
  const counts = durationUnits.map((_, index) => Number(match[index + 1] ?? 0));
  if (hours >= 48 && hours % 24 === 0) {
    counts[3] = days + hours / 24;
    counts[4] = 0;
  }
  const parts = durationUnits.flatMap((unit, index) => {
    const count = counts[index] ?? 0;
    return count === 0 ? [] : [`${String(count)} ${unit}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'no time' : parts.join(' ');
}

/** An ISO-8601 duration in whole days, rounded down; undefined when it is none. Months count 30 days, years 365. */
export function durationDays(iso: string): number | undefined {
  const match = duration.exec(iso);
  if (match === null) {
    return undefined;
  }
  const [years, months, weeks, days, hours] = [1, 2, 3, 4, 5].map((index) => Number(match[index] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return Math.floor(years * 365 + months * 30 + weeks * 7 + days + hours / 24);
}

/** The date a number of days after an instant, as `YYYY-MM-DD` in UTC. */
export function dateAfter(now: number, days: number): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}
