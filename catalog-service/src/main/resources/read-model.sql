-- The read model of the control-plane log, made in the schema that is first in the search path. Everything here can be lost:
-- the log fills it again. Statements after the line `-- after filling` are run when the tables are full.

-- One row. `model` tells these tables from others of the same name; `is_complete`: the log had been read to its end when
-- this row was written; `revision` grows with each change of rows.
create table state (
  only_row boolean primary key default true check (only_row),
  model uuid not null default gen_random_uuid(),
  definition text not null,
  is_complete boolean not null default false,
  revision bigint not null default 0,
  caught_up_at timestamptz
);

-- Where to go on reading; written in the same transaction as the rows. A topic that was deleted and made again has another id.
create table progress (
  topic text primary key,
  topic_id text not null,
  next_offset bigint not null
);

-- The documents of weft.products as they are in the log.
create table document (
  key text primary key,
  kind text not null,
  body bytea not null
);

-- What was there once: pages of products and domains that are gone say so.
create table gone (
  key text primary key,
  title text not null,
  at timestamptz not null,
  changed bigint not null
);

-- The documents of weft.status; subject is a product's URN or an environment.
create table status (
  key text primary key,
  kind text not null,
  subject text not null,
  health text,
  body bytea not null
);

-- Numbers are never given twice, so a number that somebody remembers is that product's or nobody's.
create sequence product_number as integer minvalue 0 start 0;

-- One row for each product. `changed`: in which revision it was written. `facets`: what
-- searches filter by and count, which services keep in memory. What is long is not compressed: that takes more time than
-- all else that the database does with it.
create table product (
  number integer not null,
  changed bigint not null,
  urn text primary key,
  domain text not null,
  name text not null,
  title text not null,
  type text not null,
  status text not null,
  owner text not null,
  classification text not null,
  formats text[] not null,
  tags text[] not null,
  facets text not null,
  ports integer not null,
  consumers integer not null,
  updated_at timestamptz not null,
  summary text not null,
  places text not null
);
alter table product alter column places set storage external;
alter table document alter column body set storage external;

-- The words of what products are called and whose they are. Apart from them, so that rows are short: frequent words are
-- ranked by these.
create table product_heading (
  number integer primary key,
  head tsvector not null
);

-- The words of products; rows are short, since what is found by words is read from here.
create table product_text (
  number integer primary key,
  search tsvector not null
) with (toast_tuple_target = 128);
alter table product_text alter column search set storage external;

-- The last names of fields, of each product.
create table field (
  name text collate "C" not null,
  product integer not null
);

-- Who reads from whom and who writes: the edges of lineage. `other` is a product's URN, an application's or a source's name.
create table flow (
  product text not null,
  kind text not null check (kind in ('input', 'grant', 'produces', 'source')),
  other text not null,
  port text not null
);

create table port (
  urn text primary key,
  product text not null
);

create table application (
  name text primary key,
  domain text not null,
  title text not null,
  owner text not null,
  type text not null
);

-- Words that occur in some product, as written and as the index has them; typing mistakes are looked up here.
create table vocabulary (
  word text primary key,
  stem text not null
);

-- What people call domains, teams and terms.
create table label (
  kind text not null check (kind in ('domain', 'team', 'term')),
  name text not null,
  title text not null,
  primary key (kind, name)
);

-- While they are filled nobody needs to look after them.
alter table document set (autovacuum_enabled = off, toast.autovacuum_enabled = off);
alter table product set (autovacuum_enabled = off, toast.autovacuum_enabled = off);
alter table product_heading set (autovacuum_enabled = off, toast.autovacuum_enabled = off);
alter table product_text set (autovacuum_enabled = off, toast.autovacuum_enabled = off);
alter table field set (autovacuum_enabled = off, toast.autovacuum_enabled = off);

-- after filling
-- Two are made at a time; those that take longest come first.
create index product_search on product_text using gin (search);
create unique index field_name on field (name, product);
create index field_product on field (product);
create index heading_head on product_heading using gin (head);
create index vocabulary_like on vocabulary using gist (word gist_trgm_ops(siglen = 64));
create index status_subject on status (subject);
create unique index product_by_number on product (number);
create index product_changed on product (changed);
create index gone_changed on gone (changed);
create index product_domain on product (domain);
create index product_title on product (lower(title) collate "C", urn);
create index product_name on product (name collate "C");
create index flow_product on flow (product);
create index flow_other on flow (other);
create index port_product on port (product);
create index application_domain on application (domain);
create index application_owner on application (owner);
create index vocabulary_stem on vocabulary (stem);
create index vocabulary_prefix on vocabulary (word collate "C");
alter table document reset (autovacuum_enabled, toast.autovacuum_enabled);
alter table product reset (autovacuum_enabled, toast.autovacuum_enabled);
alter table product_heading reset (autovacuum_enabled, toast.autovacuum_enabled);
alter table product_text reset (autovacuum_enabled, toast.autovacuum_enabled);
alter table field reset (autovacuum_enabled, toast.autovacuum_enabled);
analyze state, progress, document, status, product, product_heading, product_text, flow, port, application, vocabulary, field,
  label;
