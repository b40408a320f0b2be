-- The timer of each planned session on hold; written in the transaction that appends the hold.
create table hold_waits (
    tenant_id     varchar     not null,
    session       uuid        not null,
    patient       uuid        not null,
    held_since    timestamptz not null,
    claimed_until timestamptz null,         -- an instance looks at it; over: another may
    primary key (tenant_id, session)
);
create index hold_waits_longest on hold_waits (held_since);

-- Sessions of which it was said that nobody has cleared them in time.
create table hold_overdues (
    tenant_id     varchar     not null,
    session       uuid        not null,
    overdue_since timestamptz not null,
    primary key (tenant_id, session)
);

-- Holds from before there were timers have waited since what was said of them last.
insert into hold_waits (tenant_id, session, patient, held_since)
select tenant_id, session, patient, (item ->> 'saidAt')::timestamptz
from holds
where stage = 'planned' and item ->> 'verdict' = 'hold';
