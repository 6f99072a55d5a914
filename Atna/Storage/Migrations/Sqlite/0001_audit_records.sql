-- The Audit Record Repository's tables. record is the legal record: raw bytes as they came, linked into a hash chain;
-- everything below it is an index that can be rebuilt from it.

-- received_at: microseconds since 1970 UTC. chain_hash = SHA-256(previous chain_hash || the record's fields, see AuditChain).
CREATE TABLE record (
    sequence INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    transport TEXT NOT NULL,
    peer TEXT NOT NULL,
    peer_certificate TEXT NULL,
    chain_hash BLOB NOT NULL,
    raw BLOB NOT NULL);

-- event_time: microseconds since 1970 UTC, the sender's clock.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY REFERENCES record (sequence),
    event_time INTEGER NULL,
    event_id TEXT NULL,
    event_type TEXT NULL,
    action TEXT NULL,
    outcome INTEGER NULL,
    source_id TEXT NULL,
    findings TEXT NULL);
CREATE INDEX event_by_time ON event (event_time);
CREATE INDEX event_by_type ON event (event_type, event_time);

CREATE TABLE participant (
    sequence INTEGER NOT NULL REFERENCES record (sequence),
    position INTEGER NOT NULL,
    user_id TEXT NULL,
    user_name TEXT NULL,
    is_requestor INTEGER NULL,
    network_access_point TEXT NULL,
    role TEXT NULL,
    PRIMARY KEY (sequence, position)) WITHOUT ROWID;
CREATE INDEX participant_user ON participant (user_id, sequence);

-- object_role: 1 patient, 3 report, 20 job (submission set), 24 query ... (DICOM PS3.15 A.5)
CREATE TABLE participant_object (
    sequence INTEGER NOT NULL REFERENCES record (sequence),
    position INTEGER NOT NULL,
    object_type INTEGER NULL,
    object_role INTEGER NULL,
    id_type TEXT NULL,
    object_id TEXT NULL,
    PRIMARY KEY (sequence, position)) WITHOUT ROWID;
CREATE INDEX participant_object_id ON participant_object (object_id, sequence);
