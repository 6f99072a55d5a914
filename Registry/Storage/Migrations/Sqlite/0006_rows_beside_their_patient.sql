-- What queries about a patient read first stands in one place for each patient, and not where it was registered: of
-- fifty entries that came over years each stood on a page of its own.

-- status, entry_uuid, logical_id and version are those of registry_object: its row, which holds the ebRIM, is read only
-- if the conditions hold, and not at all where ids are all that is asked for.
CREATE TABLE document_entry_of_patient (
    patient_id INTEGER NOT NULL REFERENCES patient (id),
    object_id INTEGER NOT NULL UNIQUE REFERENCES registry_object (id),
    status INTEGER NOT NULL,
    entry_uuid BLOB NOT NULL,
    logical_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    object_type INTEGER NOT NULL,
    creation_time TEXT NULL,
    service_start_time TEXT NULL,
    service_stop_time TEXT NULL,
    class_code INTEGER NULL REFERENCES code (id),
    type_code INTEGER NULL REFERENCES code (id),
    format_code INTEGER NULL REFERENCES code (id),
    practice_setting_code INTEGER NULL REFERENCES code (id),
    healthcare_facility_type_code INTEGER NULL REFERENCES code (id),
    hash BLOB NULL,
    size INTEGER NULL,
    repository_unique_id TEXT NULL,
    is_offline INTEGER NOT NULL DEFAULT 0,
    source_patient_id TEXT NULL,
    visibility INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (patient_id, object_id)) WITHOUT ROWID;
INSERT INTO document_entry_of_patient (patient_id, object_id, status, entry_uuid, logical_id, version, object_type,
    creation_time, service_start_time, service_stop_time, class_code, type_code, format_code, practice_setting_code,
    healthcare_facility_type_code, hash, size, repository_unique_id, is_offline, source_patient_id, visibility)
SELECT o.patient_id, d.object_id, o.status, o.entry_uuid, o.logical_id, o.version, object_type,
    creation_time, service_start_time, service_stop_time, class_code, type_code, format_code, practice_setting_code,
    healthcare_facility_type_code, hash, size, repository_unique_id, is_offline, source_patient_id, visibility
FROM document_entry d JOIN registry_object o ON o.id = d.object_id ORDER BY o.patient_id, d.object_id;
DROP TABLE document_entry;
ALTER TABLE document_entry_of_patient RENAME TO document_entry;
CREATE INDEX document_entry_class_code ON document_entry (class_code);
CREATE INDEX document_entry_healthcare_facility_type_code ON document_entry (healthcare_facility_type_code);

CREATE TABLE submission_set_of_patient (
    patient_id INTEGER NOT NULL REFERENCES patient (id),
    object_id INTEGER NOT NULL UNIQUE REFERENCES registry_object (id),
    source_id TEXT NOT NULL,
    submission_time TEXT NOT NULL,
    content_type_code INTEGER NULL REFERENCES code (id),
    PRIMARY KEY (patient_id, object_id)) WITHOUT ROWID;
INSERT INTO submission_set_of_patient (patient_id, object_id, source_id, submission_time, content_type_code)
SELECT o.patient_id, s.object_id, source_id, submission_time, content_type_code
FROM submission_set s JOIN registry_object o ON o.id = s.object_id ORDER BY o.patient_id, s.object_id;
DROP TABLE submission_set;
ALTER TABLE submission_set_of_patient RENAME TO submission_set;

CREATE TABLE folder_of_patient (
    patient_id INTEGER NOT NULL REFERENCES patient (id),
    object_id INTEGER NOT NULL UNIQUE REFERENCES registry_object (id),
    last_update_time TEXT NOT NULL,
    made_at TEXT NULL,
    PRIMARY KEY (patient_id, object_id)) WITHOUT ROWID;
INSERT INTO folder_of_patient (patient_id, object_id, last_update_time, made_at)
SELECT o.patient_id, f.object_id, last_update_time, made_at
FROM folder f JOIN registry_object o ON o.id = f.object_id ORDER BY o.patient_id, f.object_id;
DROP TABLE folder;
ALTER TABLE folder_of_patient RENAME TO folder;

DROP INDEX registry_object_patient;
