-- Readers that were seen ahead of their log, as after an older backup was restored. They stay refused when the log has grown past
-- them: what was stored under the numbers in between would be skipped. A person releases them. Not in mt_event_progression,
-- whose shape is Marten's.
create table refused_positions (
    name     varchar     not null,
    position bigint      not null,   -- where the reader stood
    head     bigint      not null,   -- where the log ended when it was first seen
    seen_at  timestamptz not null default (now()),
    constraint pkey_refused_positions primary key (name)
);
