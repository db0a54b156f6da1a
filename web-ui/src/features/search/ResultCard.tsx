// SPDX-License-Identifier: Apache-2.0
import { Link } from 'react-router';
import styles from './ResultCard.module.css';
import type { Hit, Match } from '@/api/types';
import { Chip, ChipRow } from '@/components/Chip';
import { DomainMark } from '@/components/DomainMark';
import { Health } from '@/components/Health';
import { Marked } from '@/components/Marked';
import { classificationTone, lifecycleWords, typeWords } from '@/components/productWords';
import { TimeAgo } from '@/components/TimeAgo';
import { paths } from '@/lib/paths';

/** A product among the results: what it is, whose, how it is, and why it is here. */
export function ResultCard({ hit }: { hit: Hit }) {
  const title = hit.matches.find((match) => match.field === 'title');
  const summary = hit.matches.find((match) => match.field === 'summary' || match.field === 'description');
  const others = hit.matches.filter((match) => match !== title && match !== summary);
  const lifecycle = lifecycleWords[hit.status];
  return (
    <li className={styles.card}>
      <div className={styles.top}>
        <span className={styles.where}>
          <DomainMark domain={hit.domain} />
          {hit.domain} / {hit.name}
        </span>
        <Health health={hit.health} />
      </div>
      <h2 className={styles.title}>
        <Link to={paths.product(hit.domain, hit.name)} data-list-item="">
          <Marked text={hit.title} ranges={title?.text === hit.title ? title.ranges : []} />
        </Link>
      </h2>
      <p className={styles.summary}>
        {summary === undefined ? hit.summary : <Marked text={summary.text} ranges={summary.ranges} />}
      </p>
      {others.length > 0 && <MatchedIn matches={others} />}
      <div className={styles.facts}>
        <ChipRow>
          {hit.status !== 'active' && <Chip tone={lifecycle.tone}>{lifecycle.label}</Chip>}
          <Chip tone={classificationTone(hit.classification)}>{hit.classification}</Chip>
          <Chip tone="outline" title={typeWords[hit.type].meaning}>
            {typeWords[hit.type].label}
          </Chip>
          {hit.formats.map((format) => (
            <Chip key={format} tone="outline">
              {format}
            </Chip>
          ))}
        </ChipRow>
        <span>{hit.ownerTitle}</span>
        <span>
          {hit.consumers} {hit.consumers === 1 ? 'consumer' : 'consumers'}
        </span>
        <span>
          changed <TimeAgo at={hit.updatedAt} />
        </span>
      </div>
    </li>
  );
}

function MatchedIn({ matches }: { matches: Match[] }) {
  return (
    <dl className={styles.matches}>
      {matches.slice(0, 3).map((match) => (
        <div key={`${match.field} ${match.text}`}>
          <dt>in {match.field}:</dt>{' '}
          <dd>
            <Marked text={match.text} ranges={match.ranges} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
