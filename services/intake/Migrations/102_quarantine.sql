-- Events that could not be used, as they came. Nothing is lost: a later version, or a person, can replay them.
create table quarantine (
    id          bigint generated always as identity primary key,
    tenant      text        not null,  -- '-' when the tenant could not be told
    door        text        not null,
    received_at timestamptz not null,
    source      text,
    event_id    text,
    type        text,
    patient     uuid,
    reason      text        not null,
    detail      text        not null,
    json_path   text        not null,
    raw         bytea       not null,
    sha256      bytea       not null check (octet_length(sha256) = 32),
    -- A redelivery of the same bytes with the same outcome is the same entry.
    unique (tenant, sha256, reason)
);

create index quarantine_by_delivery on quarantine (tenant, source, event_id);
create index quarantine_by_patient on quarantine (tenant, patient);
