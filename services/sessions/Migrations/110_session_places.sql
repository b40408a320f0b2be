-- In whose stream each session is; written in the transaction that appends its plan or its record.
create table session_places (
    tenant_id varchar not null,
    session   uuid    not null,
    patient   uuid    not null,
    primary key (tenant_id, session)
);

-- Sessions from before there was this table. Their ids are those of SessionIds: a hash of stage, source and record, marked as version 8.
insert into session_places (tenant_id, session, patient)
select distinct tenant_id,
    encode(set_byte(set_byte(id, 6, (get_byte(id, 6) & 15) | 128), 8, (get_byte(id, 8) & 63) | 128), 'hex')::uuid,
    substring(stream_id from 9)::uuid
from (
    select tenant_id, stream_id, substring(sha256(convert_to(concat_ws(e'\n',
        case type when 'booking-recorded.v1' then 'planned' else 'given' end,
        data ->> 'source', data -> 'record' ->> 'key'), 'UTF8')) from 1 for 16) as id
    from mt_events
    where type in ('booking-recorded.v1', 'session-recorded.v1') and stream_id ~ '^patient-[0-9a-f-]{36}$') known
on conflict do nothing;
