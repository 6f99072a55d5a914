-- What was sent to the Document Recipient (XDR), which keeps it for those who fetch it.

-- metadata: the SubmitObjectsRequest, as it was received; null when somebody has said that he is done with it. The row stays, so
-- that the same submission is not received twice. is_queued: its patient was not known here. sender: who sent it, as its certificate
-- says. received_at, done_at: seconds since 1970 UTC.
CREATE TABLE received (
    id INTEGER PRIMARY KEY,
    submission_set_unique_id TEXT NOT NULL,
    source_id TEXT NULL,
    sender TEXT NOT NULL,
    patient TEXT NULL,
    title TEXT NULL,
    recipients TEXT NULL,
    is_queued INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    done_at INTEGER NULL,
    metadata BLOB NULL);
CREATE UNIQUE INDEX received_submission_set ON received (submission_set_unique_id);
CREATE INDEX received_waiting ON received (id) WHERE done_at IS NULL;

-- Its documents are rows of document, in state 3: their octets are looked after as all are, and no transaction sees them.
-- entry_id: the id of their DocumentEntry in the metadata.
ALTER TABLE document ADD COLUMN received_id INTEGER NULL REFERENCES received (id);
ALTER TABLE document ADD COLUMN entry_id TEXT NULL;
CREATE INDEX document_received ON document (received_id) WHERE received_id IS NOT NULL;
CREATE INDEX document_received_unique_id ON document (unique_id) WHERE state = 3;
