-- When each patient is next looked at for what time alone does; written in the transaction that appends the event it follows from.
create table timers (
    tenant_id     varchar     not null,
    patient       uuid        not null,
    due_at        timestamptz null,         -- null: time changes nothing
    seq           bigint      not null,     -- number of the event it follows from
    claimed_until timestamptz null,         -- an instance looks at it; over: another may
    primary key (tenant_id, patient)
);
create index timers_due on timers (due_at) where due_at is not null;

-- Patients from before there were timers are looked at once, soon.
insert into timers (tenant_id, patient, due_at, seq)
select tenant_id, substring(id from 9)::uuid, now(), 0
from mt_streams
where id ~ '^patient-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
