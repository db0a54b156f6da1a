// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ChangeList } from './ChangeList';
import styles from './ChangesPage.module.css';
import { api } from '@/api/client';
import { AsyncView } from '@/components/AsyncView';
import { EmptyNote } from '@/components/EmptyNote';
import { PageHeader } from '@/components/PageHeader';
import { useListKeys } from '@/lib/useListKeys';

const states = [
  { state: 'open', label: 'Open' },
  { state: 'merged', label: 'Merged' },
  { state: 'closed', label: 'Closed' },
] as const;

/** Every change request of the mesh, by state. */
export function ChangesPage() {
  const [params] = useSearchParams();
  const state = states.find((each) => each.state === params.get('state'))?.state ?? 'open';
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const result = api.useQuery('get', '/api/v1/change-requests', { params: { query: { state } } });
  return (
    <>
      <PageHeader
        title="Change requests"
        lead="Branches of the mesh repository that ask to be merged. A push of a branch makes one."
      />
      <nav aria-label="By state" className={styles.states}>
        {states.map((each) => (
          <Link
            key={each.state}
            to={{ search: `?state=${each.state}` }}
            aria-current={each.state === state ? 'page' : undefined}
          >
            {each.label}
          </Link>
        ))}
      </nav>
      <AsyncView
        result={result}
        of="the change requests"
        lines={6}
        isEmpty={(changes) => changes.length === 0}
        empty={<EmptyNote title={`No change request is ${state}`} />}
      >
        {(changes) => <ChangeList ref={list} changes={changes} />}
      </AsyncView>
    </>
  );
}
