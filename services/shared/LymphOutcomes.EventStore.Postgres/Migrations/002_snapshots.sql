-- The fold of a stream beside the stream, so that it is not folded anew at each append. Never the truth: any row may be
-- deleted at any time. Not in mt_streams, whose shape is Marten's.
create table snapshots (
    tenant_id    varchar not null,
    stream_id    varchar not null,
    version      bigint  not null,
    fold_version integer not null,
    data         jsonb   not null,
    constraint pkey_snapshots primary key (tenant_id, stream_id)
);
