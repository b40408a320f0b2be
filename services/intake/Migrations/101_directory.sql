-- The directory: the only place that knows who a patient is. Erasing a patient is deleting the row of patients;
-- the identifiers go with it, and without the key nobody can tie the log's hashes to the hospital's records.
create table patients (
    tenant            text        not null,
    patient_id        uuid        not null,
    key               bytea       not null check (octet_length(key) = 32),
    name              text,
    birth_date        date,
    phone             text,
    provider_name     text,
    provider_phone    text,
    -- Which version of which record the details come from; decides whether later ones replace them.
    details_record    text,
    details_version   integer,
    details_issued    timestamptz,
    details_effective timestamptz,
    details_hash      text,
    primary key (tenant, patient_id)
);

create table patient_identifiers (
    tenant     text not null,
    system     text not null,
    value      text not null,
    patient_id uuid not null,
    primary key (tenant, system, value),
    foreign key (tenant, patient_id) references patients (tenant, patient_id) on delete cascade
);

create index patient_identifiers_by_patient on patient_identifiers (tenant, patient_id);

-- Names deliveries in the log; one for each hospital, made on first use.
create table tenant_keys (
    tenant text  primary key,
    key    bytea not null check (octet_length(key) = 32)
);

-- Who looked up whom. One row a call: ids, never values.
create table directory_audit (
    id       bigint generated always as identity primary key,
    tenant   text        not null,
    who      text        not null,
    role     text        not null,
    at       timestamptz not null,
    how_many integer     not null,
    patients uuid[]      not null
);
