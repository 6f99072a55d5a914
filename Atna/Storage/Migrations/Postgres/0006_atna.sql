-- The Audit Record Repository's tables. record is the legal record: the bytes as they came, and what we know of their
-- coming, linked into a hash chain. event and search_term are an index that can be rebuilt from it.

-- By time: sequence rises with it, and the primary keys bear what a table would be partitioned by (record and event by
-- ranges of sequence, search_term by ranges of event_time), so that each of them can become the first partition of a
-- partitioned table of its name, without a row being written anew.

-- Times are microseconds since 1970 UTC. sequence runs from 1 without gaps. previous_hash is the chain_hash of the
-- record before, so that after a gap the next record can still be checked; what chain_hash covers stands in AuditChain.
CREATE TABLE record (
    sequence BIGINT PRIMARY KEY,
    received_at BIGINT NOT NULL,
    transport TEXT NOT NULL,
    peer TEXT NOT NULL,
    peer_certificate TEXT NULL,
    previous_hash BYTEA NOT NULL,
    chain_hash BYTEA NOT NULL,
    raw BYTEA NOT NULL);

-- One row a record, for lists and for searches by time. event_time is the sender's clock. findings: names of
-- FindingCode. listed_at: event_time, or our clock where there is none; NULL for messages that are no audit events.
-- header_time: TIMESTAMP of the syslog header or else our clock; NULL for what did not come as syslog. period_start:
-- AuditEvent.period.start, which few have.
CREATE TABLE event (
    sequence BIGINT PRIMARY KEY,
    received_at BIGINT NOT NULL,
    event_time BIGINT NULL,
    event_id TEXT NULL,
    event_type TEXT NULL,
    action TEXT NULL,
    outcome BIGINT NULL,
    source_id TEXT NULL,
    host_name TEXT NULL,
    app_name TEXT NULL,
    message_id TEXT NULL,
    findings TEXT NULL,
    listed_at BIGINT NULL,
    header_time BIGINT NULL,
    priority BIGINT NULL,
    period_start BIGINT NULL);
CREATE INDEX event_received_at ON event (received_at, sequence);
CREATE INDEX event_listed_at ON event (listed_at, sequence);
CREATE INDEX event_header_time ON event (header_time, sequence);
CREATE INDEX event_host_name ON event (host_name, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_app_name ON event (app_name, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_message_id ON event (message_id, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_priority ON event (priority, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_period_start ON event (period_start, sequence) WHERE period_start IS NOT NULL;

-- What a record is found by, in the form and the order that searches use. kind: see SearchTermKind.
CREATE TABLE search_term (
    sequence BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    term TEXT NOT NULL,
    event_time BIGINT NOT NULL,
    PRIMARY KEY (kind, term, event_time, sequence));

-- Which version of this program's reading made the index; an older one is made anew from the records, up to the
-- record named.
CREATE TABLE index_state (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    done BIGINT NOT NULL);
INSERT INTO index_state VALUES (1, 0, 0);

-- Signed checkpoints, numbered from 1 without gaps. statement is the text that was signed, see Checkpoint; it names the
-- checkpoint before by its hash. The columns beside it repeat what searches need.
CREATE TABLE checkpoint (
    number BIGINT PRIMARY KEY,
    sequence BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    statement TEXT NOT NULL,
    signature BYTEA NOT NULL);
CREATE INDEX checkpoint_sequence ON checkpoint (sequence);

-- Stretches of the chain that were written to a file, and of which the signed statement stands for the records when
-- these are removed.
CREATE TABLE segment (
    last_sequence BIGINT PRIMARY KEY,
    first_sequence BIGINT NOT NULL UNIQUE,
    last_received_at BIGINT NOT NULL,
    archived_at BIGINT NOT NULL,
    file TEXT NOT NULL,
    statement TEXT NOT NULL,
    signature BYTEA NOT NULL);

-- Decisions to remove a segment's records. completed_at: the last of them is gone.
CREATE TABLE segment_removal (
    last_sequence BIGINT PRIMARY KEY REFERENCES segment (last_sequence),
    decided_at BIGINT NOT NULL,
    completed_at BIGINT NULL,
    statement TEXT NOT NULL,
    signature BYTEA NOT NULL);
CREATE INDEX segment_removal_open ON segment_removal (last_sequence) WHERE completed_at IS NULL;

-- How far each target of forwarding has got: every record up to sequence was delivered to it or is not meant for it.
-- is_active: 0 for a target that the settings do not name any more: nobody waits for it.
CREATE TABLE forwarding (
    target TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    is_active BIGINT NOT NULL DEFAULT 1);

-- What a target of forwarding refused for good, and will not be sent again. It goes with its record.
CREATE TABLE forwarding_refusal (
    sequence BIGINT NOT NULL REFERENCES record (sequence),
    target TEXT NOT NULL,
    refused_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (sequence, target));
CREATE INDEX forwarding_refusal_target ON forwarding_refusal (target, sequence);

-- Keys that this installation made for itself.
CREATE TABLE secret (name TEXT PRIMARY KEY, value BYTEA NOT NULL);

-- Auditors who log in by name. password: salted slow hash; totp: secret of the one-time codes. last_step: time step of
-- the last code that was taken, so that none serves twice.
CREATE TABLE auditor (
    name TEXT PRIMARY KEY,
    salt BYTEA NOT NULL,
    iterations BIGINT NOT NULL,
    password BYTEA NOT NULL,
    totp BYTEA NOT NULL,
    last_step BIGINT NOT NULL DEFAULT 0,
    failures BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0);

-- Against mistakes; against intent there is the chain.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed and never deleted', TG_TABLE_NAME;
END $$;

-- Records go with their segment, and only after that was decided and recorded.
CREATE FUNCTION refuse_deletion_without_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM segment_removal d JOIN segment s ON s.last_sequence = d.last_sequence
        WHERE d.last_sequence =
                (SELECT n.last_sequence FROM segment n WHERE n.last_sequence >= OLD.sequence
                ORDER BY n.last_sequence LIMIT 1)
            AND s.first_sequence <= OLD.sequence)
    THEN
        RAISE EXCEPTION 'audit records are deleted only with a segment whose removal was recorded';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_is_never_emptied BEFORE TRUNCATE ON record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_is_deleted_with_its_segment_only BEFORE DELETE ON record
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion_without_removal();
CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE OR DELETE ON checkpoint
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_is_never_emptied BEFORE TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_is_never_changed BEFORE UPDATE OR DELETE ON segment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_is_never_emptied BEFORE TRUNCATE ON segment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_removal_is_never_changed
    BEFORE UPDATE OF last_sequence, decided_at, statement, signature OR DELETE ON segment_removal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_removal_is_never_emptied BEFORE TRUNCATE ON segment_removal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
