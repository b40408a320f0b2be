-- Views that this service can build anew from its log. A row says what is being done; the program fills in what it knows at its
-- start, an operator asks (phase 'asked'), the program does it and says how far it has come.
create table rebuilds (
    name          varchar     not null,
    phase         varchar     not null default 'idle',
    run           uuid        null,
    fold_version  integer     not null default 0,
    position      bigint      not null default 0,
    cursor_tenant varchar     null,
    cursor_stream varchar     null,
    events        bigint      not null default 0,
    head          bigint      not null default 0,
    asked_at      timestamptz null,
    begun_at      timestamptz null,
    moved_at      timestamptz null,
    finished_at   timestamptz null,
    failure       varchar     null,
    constraint pkey_rebuilds primary key (name),
    constraint phase_of_rebuilds check (phase in ('idle', 'asked', 'scan', 'follow'))
);

-- Events that a projection could not use: of an unknown type, unreadable, or its fold failed on them. The events themselves lie
-- in the log, whole; what is missing in which view is here. A view being built anew has its own rows until it takes over.
create table projection_skips (
    projection varchar     not null,
    seq_id     bigint      not null,
    type       varchar     not null,
    reason     varchar     not null,
    at         timestamptz not null default now(),
    constraint pkey_projection_skips primary key (projection, seq_id)
);
