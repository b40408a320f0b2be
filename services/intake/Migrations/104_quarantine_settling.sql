-- What is in quarantine is settled by a person: replayed (the door takes it in after all) or discarded. The row stays either way.
alter table quarantine
    add column state         text        not null default 'waiting' check (state in ('waiting', 'replayed', 'discarded')),
    -- Names the entry outside of this table, on the patient's card: made of the tenant's key, hash and reason, so a repeat makes
    -- the same. Null when there is no tenant, and for entries of before this migration until they are delivered or replayed again.
    add column receipt       uuid,
    -- Why it came here. `reason` is why it is still here: a replay that fails may find another.
    add column first_reason  text,
    add column bytes         integer,
    add column attempts      integer     not null default 0,
    -- How many there had been when the bytes came last: discarded and sent again they are a new arrival, told under this number.
    add column arrived_at_attempt integer not null default 0,
    -- Somebody is at work on it until then; should they die over it, the next may try.
    add column claimed_until timestamptz,
    -- The queue it died in, and the properties it had there; null for what came in at a door.
    add column queue         text,
    add column properties    jsonb;

update quarantine set first_reason = reason, bytes = octet_length(raw);

alter table quarantine
    alter column first_reason set not null,
    alter column bytes set not null,
    -- Discarding deletes the bytes; their hash and size stay.
    alter column raw drop not null,
    add constraint quarantine_bytes_kept check (raw is not null or state = 'discarded'),
    drop constraint quarantine_tenant_sha256_reason_key;

-- A redelivery of the same bytes with the same outcome is the same entry, also after a replay has found another reason. Given up by
-- two queues they are two: a fanout gives the same bytes to each, and a replay goes back to one.
create unique index quarantine_once on quarantine (tenant, sha256, first_reason, coalesce(queue, ''));

create index quarantine_waiting on quarantine (tenant, reason, id) where state = 'waiting';
create index quarantine_by_receipt on quarantine (tenant, receipt);

-- Every step of a person, and every arrival after the first: written as `begun` before anything is done, so that one that ended the program is seen too.
create table quarantine_steps (
    id      bigint      generated always as identity primary key,
    entry   bigint      not null references quarantine (id),
    at      timestamptz not null,
    who     text        not null,
    role    text        not null,
    step    text        not null check (step in ('replay', 'discard', 'died-again', 'arrived-again', 'read')),
    why     text,
    outcome text        not null,
    detail  text
);

create index quarantine_steps_by_entry on quarantine_steps (entry, id);
