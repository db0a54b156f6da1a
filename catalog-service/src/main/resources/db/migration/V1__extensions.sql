-- What outlives the read model. The tables of the read model itself are in read-model.sql: they are made anew and filled
-- from the log whenever their text changes.
create extension if not exists pg_trgm;
