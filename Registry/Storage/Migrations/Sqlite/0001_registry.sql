-- The Document Registry's tables (ITI TF-3 §4). UUIDs are 16-byte blobs in network order; rows refer to each other by integer
-- keys; codes live in a dictionary; times are 14-digit texts (UTC, padded with the lowest instant).

-- Known patients of the affinity domain. state: 1 active, 2 subsumed by a merge (then survivor says by whom).
CREATE TABLE patient (
    id INTEGER PRIMARY KEY,
    authority TEXT NOT NULL,
    extension TEXT NOT NULL,
    state INTEGER NOT NULL,
    survivor INTEGER NULL REFERENCES patient (id),
    UNIQUE (authority, extension));

CREATE INDEX patient_survivor ON patient (survivor) WHERE survivor IS NOT NULL;

CREATE TABLE code (
    id INTEGER PRIMARY KEY,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (scheme, value));

-- What every registry object has, whatever its kind: 1 DocumentEntry, 2 SubmissionSet, 3 Folder, 4 Association.
-- status: 1 Approved, 2 Deprecated. fragment is the object's ebRIM as a query answers it; it stands last, because a row is
-- read from its beginning and filters do not need it.
CREATE TABLE registry_object (
    id INTEGER PRIMARY KEY,
    entry_uuid BLOB NOT NULL,
    kind INTEGER NOT NULL,
    status INTEGER NOT NULL,
    patient_id INTEGER NULL REFERENCES patient (id),
    logical_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    unique_id TEXT NULL,
    fragment BLOB NOT NULL);
CREATE UNIQUE INDEX registry_object_entry_uuid ON registry_object (entry_uuid);
CREATE INDEX registry_object_unique_id ON registry_object (unique_id) WHERE unique_id IS NOT NULL;
CREATE INDEX registry_object_patient ON registry_object (patient_id, kind, status);
CREATE INDEX registry_object_logical_id ON registry_object (logical_id, version) WHERE version > 1;

-- object_type: 1 Stable, 2 On-Demand. Single-valued codes stand here, repeated ones in entry_code.
CREATE TABLE document_entry (
    object_id INTEGER PRIMARY KEY REFERENCES registry_object (id),
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
    repository_unique_id TEXT NULL);

CREATE TABLE submission_set (
    object_id INTEGER PRIMARY KEY REFERENCES registry_object (id),
    source_id TEXT NOT NULL,
    submission_time TEXT NOT NULL,
    content_type_code INTEGER NULL REFERENCES code (id));

CREATE TABLE folder (
    object_id INTEGER PRIMARY KEY REFERENCES registry_object (id),
    last_update_time TEXT NOT NULL);

-- source and target are registry objects of any kind; type: 0 HasMember, 1 RPLC, 2 XFRM, 3 APND, 4 XFRM_RPLC, 5 signs, 6 IsSnapshotOf.
CREATE TABLE association (
    object_id INTEGER PRIMARY KEY REFERENCES registry_object (id),
    type INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES registry_object (id),
    target INTEGER NOT NULL REFERENCES registry_object (id));
CREATE INDEX association_source ON association (source, type, target);
CREATE INDEX association_target ON association (target, type, source);

-- Codes that an object may have several of. attribute: 1 eventCodeList, 2 confidentialityCode, 3 Folder.codeList.
CREATE TABLE entry_code (
    object_id INTEGER NOT NULL REFERENCES registry_object (id),
    attribute INTEGER NOT NULL,
    code_id INTEGER NOT NULL REFERENCES code (id),
    PRIMARY KEY (object_id, attribute, code_id)) WITHOUT ROWID;

-- authorPerson of document entries and submission sets: one row a value.
CREATE TABLE author_person (
    object_id INTEGER NOT NULL REFERENCES registry_object (id),
    value TEXT NOT NULL,
    PRIMARY KEY (object_id, value)) WITHOUT ROWID;

-- referenceIdList of document entries: one row a value.
CREATE TABLE reference_id (
    object_id INTEGER NOT NULL REFERENCES registry_object (id),
    value TEXT NOT NULL,
    PRIMARY KEY (object_id, value)) WITHOUT ROWID;
