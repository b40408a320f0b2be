-- How far the look at every patient is that follows an activation, and what it found. Rows come with the activation itself; counts
-- with the appends that found something.
create table rule_activations (
    tenant_id   varchar     not null,
    activation  integer     not null,
    version     integer     not null,
    event_id    uuid        not null,
    begun       timestamptz not null,
    patients    bigint,                          -- null until they were counted
    done        bigint      not null default 0,
    cursor      varchar     not null default '', -- the last stream looked at
    held        bigint      not null default 0,
    told        bigint      not null default 0,  -- raised or reopened at once: urgent
    changed     bigint      not null default 0,  -- other news of alerts there were
    failed      bigint      not null default 0,
    finished    timestamptz,
    released_by varchar,
    released_at timestamptz,
    primary key (tenant_id, activation)
);

-- What a change of rules found in old facts and nobody is told of yet.
create table held_findings (
    tenant_id varchar not null,
    alert     uuid    not null,
    patient   uuid    not null,
    item      jsonb   not null,
    primary key (tenant_id, alert)
);
