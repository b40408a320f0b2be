-- Runs of rule sets over stored histories, and the alerts in which they differ from what is in force. Nothing else is written by them.
create table back_tests (
    tenant_id varchar     not null,
    id        uuid        not null,
    version   integer     not null,
    against   integer     not null,
    by        varchar     not null,
    begun     timestamptz not null,
    beat      timestamptz not null,              -- the runner's last sign of life
    state     varchar     not null,              -- waiting, running, done, failed
    patients  bigint      not null default 0,
    done      bigint      not null default 0,
    result    jsonb,
    primary key (tenant_id, id)
);
create table back_test_differences (
    tenant_id varchar not null,
    test      uuid    not null,
    patient   uuid    not null,
    place     integer not null,
    rule      varchar not null,
    item      jsonb   not null,
    primary key (tenant_id, test, patient, place)
);

-- What the version that runs beside the one in force would have told, one row a patient.
create table shadow_findings (
    tenant_id varchar not null,
    run       integer not null,
    patient   uuid    not null,
    seq       bigint  not null,                  -- how far this patient's stream is looked at
    item      jsonb   not null,
    primary key (tenant_id, run, patient)
);
