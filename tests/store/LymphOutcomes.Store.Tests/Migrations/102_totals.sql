-- Rows of the asynchronous projection the tests use: what is in each tenant's streams of one first letter.
create table totals (
    tenant_id varchar not null,
    letter    varchar not null,
    events    bigint  not null,
    sum       bigint  not null,
    first_seq bigint  not null,
    primary key (tenant_id, letter)
);
create index totals_by_sum on totals (sum, letter);
create index totals_by_sum_again on totals (sum, letter);
