-- Words for people that came with a context-noted fact. They are in no log: erasing the patient erases them.
create table context_notes (
    tenant     text not null,
    event_id   uuid not null,     -- the stored event they came with
    patient_id uuid not null,
    note       text not null,
    primary key (tenant, event_id),
    foreign key (tenant, patient_id) references patients (tenant, patient_id) on delete cascade
);
create index context_notes_of_patient on context_notes (tenant, patient_id);
