-- Which records of source systems a stream has taken in, one row a record whatever its versions: how a decision tells a new
-- record from a correction of one that its snapshot no longer holds. Written in the append's own transaction.
create table records_seen (
    tenant_id    varchar     not null,
    stream_id    varchar     not null,
    record_key   varchar     not null,
    version      integer,
    content_hash varchar     not null,
    effective_at timestamptz not null,
    constraint pkey_records_seen primary key (tenant_id, stream_id, record_key)
);
