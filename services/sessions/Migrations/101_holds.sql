-- One row a session that something speaks against, as GET /v1/holds shows it; written in the transaction that appends the event.
create table holds (
    tenant_id varchar     not null,
    session   uuid        not null,
    patient   uuid        not null,
    stage     varchar     not null,
    starts_at timestamptz not null,
    item      jsonb       not null,
    primary key (tenant_id, session)
);
create index holds_in_order on holds (tenant_id, stage, starts_at, session);
