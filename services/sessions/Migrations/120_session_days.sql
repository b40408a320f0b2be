-- Who has or had a session on a day, by any version of it: says where GET /v1/days looks. Written in the transaction that appends the event.
create table session_days (
    tenant_id varchar not null,
    id        varchar not null,
    day       date    not null,
    therapist varchar not null,
    patient   uuid    not null,
    primary key (tenant_id, id)
);
create index session_days_in_order on session_days (tenant_id, day, patient, therapist);

-- Sessions from before there was this table. A moment is stored with its own UTC offset, so its day is what it begins with.
insert into session_days (tenant_id, id, day, therapist, patient)
select distinct tenant_id, concat_ws('-', to_char(day, 'YYYYMMDD'), replace(patient::text, '-', ''), therapist), day, therapist, patient
from (
    select tenant_id,
        substring(stream_id from 9)::uuid as patient,
        substring(coalesce(data -> 'booking' ->> 'startsAt', data ->> 'effectiveTime') from 1 for 10)::date as day,
        coalesce(data -> 'booking' ->> 'therapistId', data -> 'session' ->> 'therapistId', '') as therapist
    from mt_events
    where type in ('booking-recorded.v1', 'session-recorded.v1') and stream_id ~ '^patient-[0-9a-f-]{36}$') known
on conflict do nothing;
