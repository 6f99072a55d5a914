-- The Audit Record Repository's tables. record is the legal record: the bytes as they came, and what we know of their
-- coming, linked into a hash chain. Everything below it is an index that can be rebuilt from it.

-- Times are microseconds since 1970 UTC. sequence runs from 1 without gaps. previous_hash is the chain_hash of the
-- record before, so that after a gap the next record can still be checked; what chain_hash covers stands in AuditChain.
CREATE TABLE record (
    sequence INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    transport TEXT NOT NULL,
    peer TEXT NOT NULL,
    peer_certificate TEXT NULL,
    previous_hash BLOB NOT NULL,
    chain_hash BLOB NOT NULL,
    raw BLOB NOT NULL);

-- Against mistakes; against intent there is the chain.
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN
    SELECT RAISE(ABORT, 'audit records are never changed');
END;
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
BEGIN
    SELECT RAISE(ABORT, 'audit records are never deleted');
END;

-- One row a record, for lists and for searches by time. event_time is the sender's clock. findings: names of
-- FindingCode.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY REFERENCES record (sequence),
    received_at INTEGER NOT NULL,
    event_time INTEGER NULL,
    event_id TEXT NULL,
    event_type TEXT NULL,
    action TEXT NULL,
    outcome INTEGER NULL,
    source_id TEXT NULL,
    host_name TEXT NULL,
    app_name TEXT NULL,
    message_id TEXT NULL,
    findings TEXT NULL);
CREATE INDEX event_received_at ON event (received_at, sequence);
CREATE INDEX event_event_time ON event (event_time, sequence);
CREATE INDEX event_outcome ON event (outcome, received_at, sequence);

-- What a record is found by, in the form that searches use. kind: see SearchTermKind.
CREATE TABLE search_term (
    sequence INTEGER NOT NULL REFERENCES record (sequence),
    kind INTEGER NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (sequence, kind, term)) WITHOUT ROWID;
CREATE INDEX search_term_record ON search_term (kind, term, sequence);
