// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import styles from './Facets.module.css';
import { toggled } from './searchState';
import type { Facet } from '@/api/types';

const SHORT = 7;

export interface FacetsProps {
  facets: Facet[] | undefined;
  params: URLSearchParams;
  onParamsChange: (params: URLSearchParams) => void;
}

/** What the results can be narrowed by, with how many each choice would leave. */
export function Facets({ facets, params, onParamsChange }: FacetsProps) {
  return facets
    ?.filter((facet) => facet.values.length > 0)
    .map((facet) => (
      <FacetGroup
        key={facet.name}
        facet={facet}
        onToggle={(value) => onParamsChange(toggled(params, facet.name, value))}
      />
    ));
}

function FacetGroup({ facet, onToggle }: { facet: Facet; onToggle: (value: string) => void }) {
  const [isLong, setLong] = useState(false);
  // A choice that was made stays in sight.
  const shown = facet.values.filter((value, index) => isLong || index < SHORT || value.selected);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{facet.title}</legend>
      {shown.map((value) => (
        <label key={value.value} className={styles.value}>
          <input type="checkbox" checked={value.selected} onChange={() => onToggle(value.value)} />
          <span className={styles.label}>{value.label}</span>
          <span className={styles.count}>{value.count.toLocaleString('en')}</span>
        </label>
      ))}
      {facet.values.length > SHORT && (
        <button type="button" className={styles.more} aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? 'Fewer' : `${String(facet.values.length - SHORT)} more`}
          <span className="visually-hidden"> of {facet.title}</span>
        </button>
      )}
    </fieldset>
  );
}
