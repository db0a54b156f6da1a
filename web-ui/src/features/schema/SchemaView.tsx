// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { fieldRows } from './fieldTree';
import { FieldTree } from './FieldTree';
import styles from './SchemaView.module.css';
import type { PortSchema } from '@/api/types';
import { CodeBlock } from '@/components/CodeBlock';
import { EmptyNote } from '@/components/EmptyNote';

/** A schema as a tree of fields, with a filter; its own text on demand. */
export function SchemaView({ schema }: { schema: PortSchema }) {
  const [text, setText] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [isRaw, setRaw] = useState(false);
  const rows = fieldRows(schema.fields, closed, text);

  function handleToggle(path: string) {
    const next = new Set(closed);
    if (!next.delete(path)) {
      next.add(path);
    }
    setClosed(next);
  }

  return (
    <>
      <div className={styles.bar}>
        <input
          type="search"
          className={styles.filter}
          aria-label="Filter fields"
          placeholder="Filter fields: name, term, tag"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className={styles.count} role="status">
          {text.trim() === ''
            ? `${schema.fields.length.toLocaleString('en')} fields`
            : `${rows.length.toLocaleString('en')} of ${schema.fields.length.toLocaleString('en')} shown`}
        </span>
        <button type="button" className={styles.raw} aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
          Source
        </button>
      </div>
      {isRaw ? (
        <div className={styles.sources}>
          <CodeBlock label={`${schema.name} (${schema.format})`} text={schema.text} />
          {schema.references.map((reference) => (
            <CodeBlock key={reference.name} label={`${reference.name}, referenced`} text={reference.text} />
          ))}
        </div>
      ) : rows.length === 0 ? (
        <div className={styles.sources}>
          <EmptyNote
            title={schema.fields.length === 0 ? 'The schema has no fields' : `No field fits “${text}”`}
          />
        </div>
      ) : (
        <FieldTree rows={rows} onToggle={handleToggle} />
      )}
      <p className={styles.artifact}>
        In the registry as <code>{schema.artifact}</code>
      </p>
    </>
  );
}
