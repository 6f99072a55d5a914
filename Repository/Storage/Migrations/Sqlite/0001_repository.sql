-- The Document Repository's tables. The bytes themselves are files in the content store, named by content_key.

-- A submission that has been staged and may or may not be registered: it is settled when the registry's word is known. sender,
-- message_id and digest are those of exchange: when it turns out to be registered, a retransmission gets that answer; all null
-- for a message without MessageID.
CREATE TABLE intent (
    id INTEGER PRIMARY KEY,
    submission_set_unique_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    sender BLOB NULL,
    message_id TEXT NULL,
    digest BLOB NULL);

-- state: 1 staged (an intent is open, no reader sees it unless the registry knows its entry), 2 published.
-- created_at: seconds since 1970 UTC.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    unique_id TEXT NOT NULL,
    state INTEGER NOT NULL,
    intent_id INTEGER NULL REFERENCES intent (id),
    content_key TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha1 BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    patient TEXT NULL,
    created_at INTEGER NOT NULL);
-- A unique id is published once; several submissions of the same bytes may be staged at one time.
CREATE UNIQUE INDEX document_published ON document (unique_id) WHERE state = 2;
CREATE INDEX document_staged ON document (unique_id) WHERE state = 1;
CREATE UNIQUE INDEX document_content_key ON document (content_key);
CREATE INDEX document_intent ON document (intent_id) WHERE intent_id IS NOT NULL;

-- Answers already given, so that a retransmission gets the same one: sender is the SHA-256 of its certificate, digest covers the
-- envelope and every document.
CREATE TABLE exchange (
    sender BLOB NOT NULL,
    message_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    answer BLOB NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (sender, message_id)) WITHOUT ROWID;
CREATE INDEX exchange_answered_at ON exchange (answered_at);
