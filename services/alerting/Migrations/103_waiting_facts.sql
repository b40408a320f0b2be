-- One row a patient that had facts waiting, as boards show it; written in the transaction that appends the news of them.
create table waiting_facts (
    tenant_id varchar not null,
    patient   uuid    not null,
    waiting   integer not null,   -- 0: nothing waits any more
    item      jsonb   not null,
    primary key (tenant_id, patient)
);
