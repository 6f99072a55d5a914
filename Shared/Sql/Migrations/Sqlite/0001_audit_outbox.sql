-- Audit messages on their way to the audit record repository. Rows leave when they have been delivered.
CREATE TABLE audit_outbox (
    sequence INTEGER PRIMARY KEY,
    message BLOB NOT NULL);
