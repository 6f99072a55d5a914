-- Queries about a patient begin with the rows that their conditions ask for.

-- status, entry_uuid, logical_id and version are those of registry_object: its row, which holds the ebRIM, is read only
-- if the conditions hold, and not at all where ids are all that is asked for.
ALTER TABLE document_entry
    ADD COLUMN patient_id BIGINT NULL REFERENCES patient (id),
    ADD COLUMN status BIGINT NULL,
    ADD COLUMN entry_uuid BYTEA NULL,
    ADD COLUMN logical_id BYTEA NULL,
    ADD COLUMN version BIGINT NULL;
UPDATE document_entry SET patient_id = o.patient_id, status = o.status, entry_uuid = o.entry_uuid,
    logical_id = o.logical_id, version = o.version
FROM registry_object o WHERE o.id = object_id;
ALTER TABLE document_entry
    ALTER COLUMN patient_id SET NOT NULL,
    ALTER COLUMN status SET NOT NULL,
    ALTER COLUMN entry_uuid SET NOT NULL,
    ALTER COLUMN logical_id SET NOT NULL,
    ALTER COLUMN version SET NOT NULL;
CREATE INDEX document_entry_patient ON document_entry (patient_id, object_id);

ALTER TABLE submission_set ADD COLUMN patient_id BIGINT NULL REFERENCES patient (id);
UPDATE submission_set SET patient_id = o.patient_id FROM registry_object o WHERE o.id = object_id;
ALTER TABLE submission_set ALTER COLUMN patient_id SET NOT NULL;
CREATE INDEX submission_set_patient ON submission_set (patient_id, object_id);

ALTER TABLE folder ADD COLUMN patient_id BIGINT NULL REFERENCES patient (id);
UPDATE folder SET patient_id = o.patient_id FROM registry_object o WHERE o.id = object_id;
ALTER TABLE folder ALTER COLUMN patient_id SET NOT NULL;
CREATE INDEX folder_patient ON folder (patient_id, object_id);

DROP INDEX registry_object_patient;
