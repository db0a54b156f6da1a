// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api/client';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { paths } from '@/lib/paths';

/** Ends a grant, by a change request; shows it when it is made. */
export function RevokeButton({ grant, application }: { grant: string; application: string }) {
  const [isAsking, setAsking] = useState(false);
  const [domain = '', product = '', name = ''] = grant.split('/');
  const navigate = useNavigate();
  const revoke = api.useMutation('post', '/api/v1/grants/{domain}/{product}/{grant}/revoke');
  return (
    <>
      <Button mt="sm" size="xs" variant="default" onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Revoke the access of ${application}`}
          confirmLabel="Revoke"
          isDestructive
          reasonLabel="Reason"
          isBusy={revoke.isPending}
          error={revoke.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) =>
            revoke.mutate(
              { params: { path: { domain, product, grant: name } }, body: { reason } },
              { onSuccess: (change) => void navigate(paths.change(change.number)) },
            )
          }
        >
          This opens a change request that ends the grant. When it is merged, the access rules are removed
          from the cluster and reading stops.
        </ConfirmDialog>
      )}
    </>
  );
}
