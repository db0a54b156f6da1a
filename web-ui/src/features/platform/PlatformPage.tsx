// SPDX-License-Identifier: Apache-2.0
import styles from './PlatformPage.module.css';
import { api } from '@/api/client';
import { useLive, usePollInterval } from '@/api/LiveUpdates';
import type { Platform } from '@/api/types';
import { AsyncView } from '@/components/AsyncView';
import { DataTable } from '@/components/DataTable';
import { EmptyNote } from '@/components/EmptyNote';
import { FactList, type Fact } from '@/components/FactList';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { StatusMark, type Mark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';
import { durationText } from '@/lib/time';

const serviceMarks: Record<Platform['services'][number]['state'], { mark: Mark; label: string }> = {
  up: { mark: 'good', label: 'Up' },
  down: { mark: 'stop', label: 'Down' },
  unknown: { mark: 'unknown', label: 'Unknown' },
};

const projectionMarks: Record<Platform['projection']['state'], { mark: Mark; label: string }> = {
  live: { mark: 'good', label: 'Up to date' },
  starting: { mark: 'working', label: 'Starting' },
  rebuilding: { mark: 'working', label: 'Filling itself again' },
  waiting: { mark: 'wait', label: 'Waiting' },
};

/** What runs, what each part knows, and how old that is. */
export function PlatformPage() {
  const pollInterval = usePollInterval();
  const result = api.useQuery(
    'get',
    '/api/v1/platform',
    {},
    { refetchInterval: Math.min(pollInterval, 10_000) },
  );
  return (
    <>
      <PageHeader
        title="Platform"
        lead={
          result.data === undefined
            ? 'What runs, and how old what it knows is.'
            : `${result.data.meshTitle}, environment ${result.data.environment}`
        }
      />
      <AsyncView result={result} of="the state of the platform" lines={9}>
        {(platform) => (
          <div className={styles.columns}>
            <Services platform={platform} />
            <Projection platform={platform} />
            <Daemon daemon={platform.daemon} />
            <Mesh platform={platform} />
          </div>
        )}
      </AsyncView>
    </>
  );
}

function Services({ platform }: { platform: Platform }) {
  return (
    <Panel title="Services" flush>
      <DataTable
        label="Services"
        rows={platform.services}
        rowKey={(service) => service.name}
        columns={[
          {
            id: 'name',
            header: 'Service',
            value: (service) => service.name,
            cell: (service) => service.name,
          },
          {
            id: 'state',
            header: 'State',
            value: (service) => service.state,
            cell: (service) => <StatusMark {...serviceMarks[service.state]} />,
          },
          { id: 'message', header: 'What it says', cell: (service) => service.message },
          { id: 'age', header: 'Measured', cell: (service) => <TimeAgo at={service.checkedAt} /> },
        ]}
      />
    </Panel>
  );
}

function Daemon({ daemon }: { daemon: Platform['daemon'] }) {
  if (daemon === undefined) {
    return (
      <Panel title="Provisioner">
        <EmptyNote title="Nothing has been heard of it yet">
          It reports when it has read the repository once. Until then, what is merged is not written.
        </EmptyNote>
      </Panel>
    );
  }
  const facts: Fact[] = [
    { label: 'Role', value: daemon.leader ? 'leader: it writes' : 'stands by' },
    ...(daemon.message === '' ? [] : [{ label: 'Says', value: daemon.message }]),
    ...timeFact('Last pass', daemon.lastPassAt, daemon.lastPassResult),
    ...timeFact('Last full pass', daemon.lastFullPassAt),
    ...(daemon.revision === undefined
      ? []
      : [
          {
            label: 'At commit',
            value: (
              <>
                <code>{daemon.revision.slice(0, 10)}</code>
                {daemon.commitTime !== undefined && (
                  <>
                    , made <TimeAgo at={daemon.commitTime} />
                  </>
                )}
              </>
            ),
          },
        ]),
    ...timeFact('Running since', daemon.startedAt),
  ];
  return (
    <Panel title="Provisioner">
      <FactList facts={facts} />
    </Panel>
  );
}

function timeFact(label: string, at: string | undefined, words?: string): Fact[] {
  return at === undefined
    ? []
    : [
        {
          label,
          value: (
            <>
              <TimeAgo at={at} />
              {words !== undefined && `: ${words}`}
            </>
          ),
        },
      ];
}

function Projection({ platform: { projection } }: { platform: Platform }) {
  const live = useLive();
  return (
    <Panel title="This catalog">
      <FactList
        facts={[
          { label: 'State', value: <StatusMark {...projectionMarks[projection.state]} /> },
          ...(projection.message === '' ? [] : [{ label: 'Says', value: projection.message }]),
          projection.lag === undefined
            ? { label: 'Records behind', value: 'not known', origin: 'unknown' as const }
            : {
                label: 'Records behind',
                value: projection.lag.toLocaleString('en'),
                origin: 'measured' as const,
              },
          ...(projection.behind === undefined
            ? []
            : [
                { label: 'Time behind', value: durationText(projection.behind), origin: 'measured' as const },
              ]),
          ...timeFact('Read last', projection.updatedAt),
          {
            label: 'These pages',
            value: live === 'live' ? 'follow changes as they happen' : 'look for news every few seconds',
          },
          ...projection.offsets.map((offset) => ({
            label: offset.topic,
            value: `${offset.offset.toLocaleString('en')} of ${offset.end?.toLocaleString('en') ?? 'an unknown number'}`,
          })),
        ]}
      />
    </Panel>
  );
}

function Mesh({ platform: { counts, clusters } }: { platform: Platform }) {
  const rows: [string, number | undefined][] = [
    ['Domains', counts.domains],
    ['Products', counts.products],
    ['Output ports', counts.ports],
    ['Applications', counts.applications],
    ['Grants', counts.grants],
    ['Open change requests', counts.openChangeRequests],
  ];
  return (
    <Panel title="The mesh">
      <FactList
        facts={[
          ...rows.map(([label, count]): Fact =>
            count === undefined
              ? { label, value: 'not known', origin: 'unknown' }
              : { label, value: count.toLocaleString('en') },
          ),
          {
            label: 'Clusters',
            value: clusters.map((cluster) => `${cluster.name} (${cluster.title})`).join(', '),
          },
        ]}
      />
    </Panel>
  );
}
