// SPDX-License-Identifier: Apache-2.0
import { useRouteError } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { ProblemPanel } from '@/components/ProblemPanel';

/** A page that failed while it was drawn or loaded; the rest of the application goes on. */
export function RouteErrorPage() {
  const error = useRouteError();
  return (
    <>
      <PageHeader title="This page could not be shown" />
      <ProblemPanel error={error} onRetry={() => globalThis.location.reload()} />
    </>
  );
}
