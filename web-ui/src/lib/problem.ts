// SPDX-License-Identifier: Apache-2.0

/** A failure in the words of RFC 9457. Status 0: the server was not reached at all. */
export interface Problem {
  title: string;
  status: number;
  detail?: string | undefined;
  hint?: string | undefined;
  errors?: { field: string; message: string }[] | undefined;
}

const titles: Record<number, string> = {
  401: 'You are not signed in',
  403: 'You may not do this',
  404: 'There is nothing at this address',
  409: 'It has changed meanwhile',
  410: 'It has been removed',
  429: 'Too many requests',
  502: 'The catalog is not answering',
  503: 'The catalog is not ready',
  504: 'The catalog took too long',
};

/** The problem in a failed answer; the status alone speaks when the body is not a problem document. */
export function problemOf(status: number, body: string): Problem {
  const parsed = parse(body);
  return {
    title: text(parsed.title) ?? titles[status] ?? `The catalog answered ${String(status)}`,
    status,
    detail: text(parsed.detail),
    hint: text(parsed.hint),
    errors: fieldProblems(parsed.errors),
  };
}

/** The problem in whatever a query was rejected with. */
export function toProblem(error: unknown): Problem {
  if (isProblem(error)) {
    return error;
  }
  if (error instanceof TypeError) {
    return {
      title: 'The catalog cannot be reached',
      status: 0,
      detail: 'No answer came back. What you see may be older than it seems.',
      hint: 'Look whether the catalog runs (`./weft status`), then try again.',
    };
  }
  return {
    title: 'This page has failed',
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** Whether trying the same again may help, without anybody doing something first. */
export function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 502 || problem.status === 503 || problem.status === 504;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value;
}

function parse(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // Not JSON: an answer of something in between. The status says what there is to say.
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function fieldProblems(value: unknown): Problem['errors'] {
  if (!Array.isArray(value)) {
    return undefined;
  }
  return value.flatMap((entry: unknown) => {
    const { field, message } =
      typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
    return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
  });
}
