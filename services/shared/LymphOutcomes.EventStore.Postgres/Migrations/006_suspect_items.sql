-- Attempts at items of messages that keep coming back, written before each attempt: what ends the program is counted too. A row goes
-- when its item is dealt with.
create table suspect_items (
    id           uuid        not null,
    attempts     integer     not null,
    last_attempt timestamptz not null default (now()),
    constraint pkey_suspect_items primary key (id)
);
