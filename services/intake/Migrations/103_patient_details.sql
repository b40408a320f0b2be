-- One row for each record of a patient's details, so that the choice between two records is made among what counts of each
-- and not in the order they came. A row without a name is a tombstone: the record was taken back, or will have been when its
-- details come; it keeps which version was seen, so that a late older one cannot bring a wrong name back.
create table patient_details (
    tenant            text not null,
    patient_id        uuid not null,
    record_key        text not null,     -- keyed hash of source and record id, as in the log
    version           integer,
    issued_at         timestamptz,
    effective         timestamptz,
    content_hash      text,              -- null: nothing but retractions came so far
    name              text,              -- null: does not count
    birth_date        date,
    phone             text,
    provider_name     text,
    provider_phone    text,
    retracted_version integer,           -- this version and those before it were taken back
    retracted_until   timestamptz,       -- what was issued until then was taken back
    primary key (tenant, patient_id, record_key),
    foreign key (tenant, patient_id) references patients (tenant, patient_id) on delete cascade
);

insert into patient_details (
    tenant, patient_id, record_key, version, issued_at, effective, content_hash,
    name, birth_date, phone, provider_name, provider_phone)
select tenant, patient_id, details_record, details_version, details_issued, details_effective, details_hash,
       name, birth_date, phone, provider_name, provider_phone
from patients
where details_record is not null;

alter table patients
    drop column name, drop column birth_date, drop column phone, drop column provider_name, drop column provider_phone,
    drop column details_record, drop column details_version, drop column details_issued,
    drop column details_effective, drop column details_hash;
