-- One row an alert, as GET /v1/alerts shows it; written in the transaction that appends the alert's event.
create table alerts (
    tenant_id   varchar not null,
    id          uuid    not null,
    patient     uuid    not null,
    raised_seq  bigint  not null,
    changed_seq bigint  not null,
    handling    varchar not null,
    item        jsonb   not null,
    primary key (tenant_id, id)
);
create index alerts_in_order on alerts (tenant_id, raised_seq, id);
create index alerts_of_patient on alerts (tenant_id, patient);
