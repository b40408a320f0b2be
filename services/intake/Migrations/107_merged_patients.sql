-- Which patients are one person by now, chains resolved: nobody in merged_into is merged into another. Written with the merge itself.
-- An identifier keeps its own patient for good, so that taking a merge back is taking its row back.
create table merged_patients (
    tenant      text    not null,
    patient_id  uuid    not null,
    merged_into uuid,             -- null: a patient of their own again
    change      integer not null,
    primary key (tenant, patient_id)
);

create index merged_patients_of_survivor on merged_patients (tenant, merged_into) where merged_into is not null;
