-- Rows of the inline view the tests use: the sum of each stream.
create table sums (
    tenant_id varchar not null,
    stream_id varchar not null,
    version   bigint  not null,
    sum       bigint  not null,
    primary key (tenant_id, stream_id)
);
