// SPDX-License-Identifier: Apache-2.0
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AccessForm } from './AccessForm';
import { draftProblems, firstDraft, isComplete, type Draft } from './accessDraft';
import { PreviewPanel } from './PreviewPanel';
import styles from './RequestAccessPage.module.css';
import { api } from '@/api/client';
import type { AccessOptions } from '@/api/types';
import { useMe } from '@/api/useMe';
import { useProduct } from '@/api/useProduct';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { ProblemPanel } from '@/components/ProblemPanel';
import { paths } from '@/lib/paths';
import { toProblem } from '@/lib/problem';
import { useNow } from '@/lib/useNow';
import { useProductParams } from '@/lib/useProductParams';

/** Asks for access: the form at one side, at the other exactly what it would do and who decides. */
export function RequestAccessPage() {
  const { domain, product: name } = useProductParams();
  const session = useMe();
  const product = useProduct(domain, name);
  const options = api.useQuery(
    'get',
    '/api/v1/access/options',
    { params: { query: { product: `${domain}/${name}` } } },
    { enabled: session.kind === 'signed-in' },
  );
  return (
    <>
      <PageHeader
        title="Request access"
        crumbs={[
          { to: paths.domain(domain), label: domain },
          { to: paths.product(domain, name), label: product.data?.title ?? name },
        ]}
      />
      {session.kind === 'anonymous' ? (
        <ProblemPanel
          error={{
            title: 'Sign in to ask for access',
            status: 401,
            detail: 'A request is made in your name, for an application of your team.',
          }}
        />
      ) : (
        <AsyncView
          result={options}
          of="what can be asked for"
          lines={8}
          isEmpty={(loaded) => loaded.applications.length === 0 || loaded.ports.length === 0}
          empty={<NothingToAsk options={options.data} />}
        >
          {(loaded) => <Request product={`${domain}/${name}`} options={loaded} />}
        </AsyncView>
      )}
    </>
  );
}

function Request({ product, options }: { product: string; options: AccessOptions }) {
  const now = useNow();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(options, now));
  const [isTried, setTried] = useState(false);
  const navigate = useNavigate();
  const [settled] = useDebouncedValue(draft, 300);
  const preview = api.useQuery(
    'post',
    '/api/v1/access-requests/preview',
    { body: { product, ...settled } },
    { enabled: isComplete(settled), staleTime: 0 },
  );
  const submit = api.useMutation('post', '/api/v1/access-requests');
  const own = draftProblems(draft, options, now);
  const theirs = [
    // The preview comes before the reason is written: nobody needs to hear yet that it is missing.
    ...(preview.data?.problems ?? []).filter((problem) => isTried || problem.field !== 'reason'),
    ...(submit.error === null ? [] : (toProblem(submit.error).errors ?? [])),
  ];

  function handleSubmit() {
    setTried(true);
    if (own.length === 0) {
      submit.mutate(
        { body: { product, ...draft } },
        { onSuccess: (request) => void navigate(paths.request(request.id)) },
      );
    }
  }

  return (
    <div className={styles.columns}>
      <Panel title="The request">
        <AccessForm
          now={now}
          draft={draft}
          options={options}
          problems={[...(isTried ? own : own.filter((problem) => problem.field === 'expires')), ...theirs]}
          isBusy={submit.isPending}
          isBlocked={preview.data?.blocked === true}
          onDraftChange={setDraft}
          onSubmit={handleSubmit}
        />
        {submit.error !== null && (
          <div className={styles.failed}>
            <ProblemPanel error={submit.error} />
          </div>
        )}
      </Panel>
      <PreviewPanel result={preview} isComplete={isComplete(draft)} />
    </div>
  );
}

function NothingToAsk({ options }: { options: AccessOptions | undefined }) {
  return options?.ports.length === 0 ? (
    <EmptyNote title="There is nothing to ask for">It has no output port that can be read.</EmptyNote>
  ) : (
    <EmptyNote title="Your teams have no application">
      Access is granted to an application, never to a person. Add one under{' '}
      <code>domains/…/applications/</code> in Git, owned by your team, then come back.
    </EmptyNote>
  );
}
