-- What a target of forwarding refused for good, and will not be sent again. It goes with its record.
CREATE TABLE forwarding_refusal (
    sequence INTEGER NOT NULL REFERENCES record (sequence),
    target TEXT NOT NULL,
    refused_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (sequence, target)) WITHOUT ROWID;
CREATE INDEX forwarding_refusal_target ON forwarding_refusal (target, sequence);

-- False for a target that the settings do not name any more: nobody waits for it.
ALTER TABLE forwarding ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1;
