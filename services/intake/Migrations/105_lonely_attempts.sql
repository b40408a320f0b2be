-- Messages of the AMQP door that came back often, by the hash of their bytes, and how often each was in hand alone.
create table lonely_attempts (
    sha256   bytea       primary key check (octet_length(sha256) = 32),
    attempts integer     not null,
    last_at  timestamptz not null
);
