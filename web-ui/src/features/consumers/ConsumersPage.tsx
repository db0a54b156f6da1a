// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import styles from './ConsumersPage.module.css';
import { RevokeButton } from './RevokeButton';
import { usageWords, stateWords } from './consumerWords';
import { api } from '@/api/client';
import type { Consumer, Product } from '@/api/types';
import { useMe } from '@/api/useMe';
import { useProduct } from '@/api/useProduct';
import { AsyncView } from '@/components/AsyncView';
import { Chip } from '@/components/Chip';
import { EmptyNote } from '@/components/EmptyNote';
import { FactList } from '@/components/FactList';
import { FactsTimeline } from '@/components/FactsTimeline';
import { Icon } from '@/components/Icon';
import { Origin } from '@/components/Origin';
import { Panel } from '@/components/Panel';
import { StatusMark } from '@/components/StatusMark';
import { TimeAgo } from '@/components/TimeAgo';
import { dateText } from '@/lib/time';
import { useProductParams } from '@/lib/useProductParams';

/** Who reads a product: for what, until when, and whether they do. */
export function ConsumersPage() {
  const { domain, product } = useProductParams();
  const owner = useProduct(domain, product).data?.owner;
  const result = api.useQuery('get', '/api/v1/products/{domain}/{product}/consumers', {
    params: { path: { domain, product } },
  });
  return (
    <Panel
      title="Consumers"
      flush
      aside={result.data === undefined ? undefined : `${String(result.data.length)} grants`}
    >
      <div className={styles.body}>
        <AsyncView
          result={result}
          of="the consumers"
          isEmpty={(consumers) => consumers.length === 0}
          empty={
            <EmptyNote title="Nobody has asked for it yet">
              A consumer appears here with the first access request, before anything is granted.
            </EmptyNote>
          }
        >
          {(consumers) => (
            <ul>
              {consumers.map((consumer) => (
                <ConsumerRow key={consumer.grant} consumer={consumer} owner={owner} />
              ))}
            </ul>
          )}
        </AsyncView>
      </div>
    </Panel>
  );
}

function ConsumerRow({ consumer, owner }: { consumer: Consumer; owner: Product['owner'] | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const id = `grant-${consumer.grant.replaceAll('/', '-')}`;
  const state = stateWords[consumer.state];
  const isOver = consumer.state === 'expired' || consumer.state === 'revoked';
  return (
    <li className={styles.consumer}>
      <button
        type="button"
        className={styles.summary}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={styles.chevron}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
        </span>
        <span className={styles.who}>
          <strong>{consumer.applicationTitle}</strong>
          <span className={styles.detail}>
            {consumer.application} · {consumer.team}
          </span>
        </span>
        <span className={styles.purpose}>
          <Chip tone="outline">{consumer.purpose}</Chip>
          <span className={styles.detail}>{consumer.ports.join(', ')}</span>
        </span>
        <span className={styles.state}>
          <StatusMark mark={state.mark} label={state.label} />
          <span className={styles.detail}>
            {consumer.expires === undefined ? 'no end' : `until ${dateText(consumer.expires)}`}
          </span>
        </span>
        <Use consumer={consumer} />
      </button>
      {isOpen && (
        <div id={id} className={styles.more}>
          <FactsTimeline facts={consumer.facts} waitsFor="" isOver={isOver} />
          <div>
            <FactList
              facts={[
                { label: 'Reason', value: consumer.reason },
                { label: 'Grant', value: <code>{consumer.grant}</code> },
                {
                  label: 'Lag',
                  value:
                    consumer.lag === undefined ? 'not known' : `${consumer.lag.toLocaleString('en')} records`,
                  origin: consumer.lag === undefined ? 'unknown' : 'measured',
                },
              ]}
            />
            {consumer.state === 'active' && <Revoke consumer={consumer} owner={owner} />}
          </div>
        </div>
      )}
    </li>
  );
}

function Use({ consumer }: { consumer: Consumer }) {
  const use = usageWords[consumer.use];
  return (
    <span className={styles.use}>
      <StatusMark mark={use.mark} label={use.label} title={use.meaning} />
      <span className={styles.detail}>
        {consumer.facts.firstUsedAt === undefined ? (
          <Origin kind={consumer.use === 'unknown' ? 'unknown' : 'measured'} />
        ) : (
          <>
            first <TimeAgo at={consumer.facts.firstUsedAt} />
          </>
        )}
      </span>
    </span>
  );
}

function Revoke({ consumer, owner }: { consumer: Consumer; owner: Product['owner'] | undefined }) {
  const session = useMe();
  if (session.kind !== 'signed-in') {
    return undefined;
  }
  const { me } = session;
  const mayRevoke =
    me.isPlatform ||
    me.teams.includes(consumer.team) ||
    (owner !== undefined && me.teams.includes(owner.name));
  return mayRevoke ? (
    <RevokeButton grant={consumer.grant} application={consumer.applicationTitle} />
  ) : undefined;
}
