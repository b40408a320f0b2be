-- Whom to tell of which alert: written from the log, sent from here. A row is one message to one route; it stays as what was sent.
create table deliveries (
    tenant_id        varchar     not null,
    id               uuid        not null,   -- made of the event and the route, so writing it again changes nothing
    number           bigint      not null generated always as identity,
    route            varchar     not null,
    channel          varchar     not null,
    what             varchar     not null,   -- what happened to the alert
    alert            uuid        not null,
    patient          uuid        not null,
    severity         varchar     not null,
    urgent           boolean     not null generated always as (severity = 'urgent') stored,
    body             text        not null,   -- the same bytes at every attempt
    at               timestamptz not null,   -- when alerting logged the event
    due_at           timestamptz not null,   -- while it is being sent: when it is taken to be lost and sent again
    attempts         integer     not null default 0,
    first_attempt_at timestamptz,
    state            varchar     not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
    settled_at       timestamptz,
    primary key (tenant_id, id)
);
create index deliveries_due on deliveries (tenant_id, route, urgent desc, due_at) where state = 'waiting';
create index deliveries_in_order on deliveries (tenant_id, number);
create index deliveries_unsettled on deliveries (tenant_id, state, number) where state <> 'sent';
create index deliveries_of_alert on deliveries (tenant_id, alert, number);
create index deliveries_of_patient on deliveries (tenant_id, patient);

-- What was sent to whom, attempt by attempt. Begun before anything is sent: a row without an end may have arrived.
create table delivery_attempts (
    tenant_id varchar     not null,
    delivery  uuid        not null,
    attempt   integer     not null,
    recipient varchar     not null,
    begun_at  timestamptz not null,
    ended_at  timestamptz,
    outcome   varchar check (outcome in ('sent', 'failed')),
    detail    varchar,
    primary key (tenant_id, delivery, attempt)
);

-- Whoever was told nothing until now is not told of the past: sending begins where the log ends.
insert into mt_event_progression (name, last_seq_id)
select 'alerting-notifications', coalesce(max(seq_id), 0) from mt_events
on conflict (name) do nothing;
