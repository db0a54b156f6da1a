// SPDX-License-Identifier: Apache-2.0
import type { AccessDraft, AccessOptions, FieldProblem, PortOption } from '@/api/types';
import { dateAfter, durationDays, durationText } from '@/lib/time';

/** What a person has chosen so far; the product is the page's. */
export type Draft = Omit<AccessDraft, 'product'>;

/** The name of a port among the options, as a request names it: `enriched@v1`. */
export function optionRef(option: PortOption): string {
  return `${option.ref.port}@v${String(option.ref.major)}`;
}

/** Whether there is enough to show what it would do. */
export function isComplete(draft: Draft): boolean {
  return draft.application !== '' && draft.ports.length > 0 && draft.purpose !== '' && draft.expires !== '';
}

/** The draft a person begins with: what leaves no choice is chosen, and a quarter of a year is asked for. */
export function firstDraft(options: AccessOptions, now: number): Draft {
  const [application] = options.applications;
  const [port] = options.ports;
  const ports = port !== undefined && options.ports.length === 1 ? [optionRef(port)] : [];
  return {
    application: options.applications.length === 1 ? (application?.name ?? '') : '',
    ports,
    purpose: '',
    reason: '',
    expires: dateAfter(now, Math.min(90, longestDays(options, ports) ?? 90)),
  };
}

/** The purposes that every chosen port allows: none before one is chosen, undefined when they allow any. */
export function purposesOf(options: AccessOptions, ports: readonly string[]): string[] | undefined {
  if (ports.length === 0) {
    return [];
  }
  const lists = options.ports
    .filter((port) => ports.includes(optionRef(port)) && port.purposes.length > 0)
    .map((port) => port.purposes);
  const [first, ...others] = lists;
  return first?.filter((purpose) => others.every((other) => other.includes(purpose)));
}

/** The most days that every chosen port allows; undefined when there is no limit. */
export function longestDays(options: AccessOptions, ports: readonly string[]): number | undefined {
  const limits = options.ports
    .filter((port) => ports.includes(optionRef(port)))
    .flatMap((port) => (port.longest === undefined ? [] : [durationDays(port.longest) ?? Infinity]))
    .filter((days) => Number.isFinite(days));
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** What is missing or cannot be, before the server is asked; it judges again. */
export function draftProblems(draft: Draft, options: AccessOptions, now: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string) => problems.push({ field, message });
  const purposes = purposesOf(options, draft.ports);
  const longest = longestDays(options, draft.ports);
  if (draft.application === '') {
    say('application', 'Choose the application that will read.');
  }
  if (draft.ports.length === 0) {
    say('ports', 'Choose at least one port.');
  }
  if (draft.purpose === '') {
    say('purpose', 'Choose what the data is for.');
  } else if (purposes !== undefined && !purposes.includes(draft.purpose)) {
    say('purpose', `The chosen ports do not all allow ${draft.purpose}.`);
  }
  if (draft.reason.trim() === '') {
    say('reason', 'Say why, in a sentence: the owner decides by it.');
  }
  if (draft.expires === '') {
    say('expires', 'Every access ends. Choose a day.');
  } else if (draft.expires <= dateAfter(now, 0)) {
    say('expires', 'Choose a day that is still to come.');
  } else if (longest !== undefined && draft.expires > dateAfter(now, longest)) {
    say(
      'expires',
      `The longest that can be granted is ${durationText(`P${String(longest)}D`)}: until ${dateAfter(now, longest)}.`,
    );
  }
  return problems;
}
