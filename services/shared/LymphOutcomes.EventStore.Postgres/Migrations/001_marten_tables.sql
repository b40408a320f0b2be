-- The event tables of Marten 9: conjoined tenancy, string identity, with the opt-in metadata columns (correlation_id,
-- causation_id, headers) and the opt-in unique index on the event id. Names and types are Marten's and are frozen: a team
-- that has Marten can open this log. Not changed after the first release; see design D3.
create table mt_streams (
    tenant_id   varchar     not null default '*DEFAULT*',
    id          varchar     not null,
    type        varchar     null,
    version     bigint      null,
    timestamp   timestamptz not null default (now()),
    created     timestamptz not null default (now()),
    is_archived bool        null default false,
    constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);

create table mt_events (
    seq_id         bigint       not null,
    id             uuid         not null,
    stream_id      varchar      null,
    version        bigint       not null,
    data           jsonb        not null,
    bdata          bytea        null,
    type           varchar(500) not null,
    timestamp      timestamptz  not null default (now()),
    tenant_id      varchar      null default '*DEFAULT*',
    mt_dotnet_type varchar      null,
    correlation_id varchar      null,
    causation_id   varchar      null,
    headers        jsonb        null,
    is_archived    bool         null default false,
    constraint pkey_mt_events_seq_id primary key (seq_id),
    constraint fkey_mt_events_stream_id_tenant_id
        foreign key (tenant_id, stream_id) references mt_streams (tenant_id, id)
);

create unique index pk_mt_events_stream_and_version on mt_events using btree (tenant_id, stream_id, version);
create unique index idx_mt_events_event_id on mt_events using btree (id);

create sequence mt_events_sequence;
alter sequence mt_events_sequence owned by mt_events.seq_id;

create table mt_event_progression (
    name         varchar     not null,
    last_seq_id  bigint      null,
    last_updated timestamptz null default (transaction_timestamp()),
    constraint pk_mt_event_progression primary key (name)
);
