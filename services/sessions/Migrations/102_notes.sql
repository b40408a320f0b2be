-- Free text that people write. Kept out of the log so that it can be erased; the event holds its id and hash.
create table notes (
    tenant_id varchar     not null,
    id        uuid        not null,
    patient   uuid        not null,
    body      text        not null,
    written   timestamptz not null default now(),
    primary key (tenant_id, id)
);
create index notes_of_patient on notes (tenant_id, patient);
