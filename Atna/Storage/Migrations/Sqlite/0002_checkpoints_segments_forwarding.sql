-- What is said of the chain, signed, and where copies of it have gone. Every table bears the sequence or the time by
-- which it would be partitioned. Times are microseconds since 1970 UTC.

-- Signed checkpoints, numbered from 1 without gaps. statement is the text that was signed, see Checkpoint; it names the
-- checkpoint before by its hash. The columns beside it repeat what searches need.
CREATE TABLE checkpoint (
    number INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    statement TEXT NOT NULL,
    signature BLOB NOT NULL);
CREATE INDEX checkpoint_sequence ON checkpoint (sequence);
CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON checkpoint
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never changed');
END;
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON checkpoint
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never deleted');
END;

-- Stretches of the chain that were written to a file, and of which the signed statement stands for the records when
-- these are removed.
CREATE TABLE segment (
    last_sequence INTEGER PRIMARY KEY,
    first_sequence INTEGER NOT NULL UNIQUE,
    last_received_at INTEGER NOT NULL,
    archived_at INTEGER NOT NULL,
    file TEXT NOT NULL,
    statement TEXT NOT NULL,
    signature BLOB NOT NULL);
CREATE TRIGGER segment_is_never_changed BEFORE UPDATE ON segment
BEGIN
    SELECT RAISE(ABORT, 'segments are never changed');
END;
CREATE TRIGGER segment_is_never_deleted BEFORE DELETE ON segment
BEGIN
    SELECT RAISE(ABORT, 'segments are never deleted');
END;

-- Decisions to remove a segment's records. completed_at: the last of them is gone.
CREATE TABLE segment_removal (
    last_sequence INTEGER PRIMARY KEY REFERENCES segment (last_sequence),
    decided_at INTEGER NOT NULL,
    completed_at INTEGER NULL,
    statement TEXT NOT NULL,
    signature BLOB NOT NULL);
CREATE INDEX segment_removal_open ON segment_removal (last_sequence) WHERE completed_at IS NULL;
CREATE TRIGGER segment_removal_is_never_changed
BEFORE UPDATE OF last_sequence, decided_at, statement, signature ON segment_removal
BEGIN
    SELECT RAISE(ABORT, 'removals are never changed');
END;
CREATE TRIGGER segment_removal_is_never_deleted BEFORE DELETE ON segment_removal
BEGIN
    SELECT RAISE(ABORT, 'removals are never deleted');
END;

-- Records go with their segment, and only after that was decided and recorded.
DROP TRIGGER record_is_never_deleted;
CREATE TRIGGER record_is_deleted_with_its_segment_only BEFORE DELETE ON record
WHEN NOT EXISTS (
    SELECT 1 FROM segment_removal d JOIN segment s ON s.last_sequence = d.last_sequence
    WHERE d.last_sequence =
            (SELECT last_sequence FROM segment WHERE last_sequence >= OLD.sequence ORDER BY last_sequence LIMIT 1)
        AND s.first_sequence <= OLD.sequence)
BEGIN
    SELECT RAISE(ABORT, 'audit records are deleted only with a segment whose removal was recorded');
END;

-- How far each target of forwarding has got: every record up to sequence was delivered to it or is not meant for it.
CREATE TABLE forwarding (
    target TEXT NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL,
    updated_at INTEGER NOT NULL) WITHOUT ROWID;
