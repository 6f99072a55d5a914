-- Octets that are kept in this database (Repository:ContentStore=Sql), in pieces that are read one at a time.

-- state: 0 being written or being removed, 1 staged, 2 published. size: octets written so far. chunk_octets: of each piece but the
-- last. An id is never given twice: whoever still reads what was removed must not be handed another document.
CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    content_key TEXT NOT NULL UNIQUE,
    state INTEGER NOT NULL,
    size INTEGER NOT NULL,
    chunk_octets INTEGER NOT NULL);
CREATE INDEX content_unpublished ON content (content_key) WHERE state <> 2;

CREATE TABLE content_chunk (
    content_id INTEGER NOT NULL REFERENCES content (id),
    number INTEGER NOT NULL,
    octets BLOB NOT NULL,
    PRIMARY KEY (content_id, number));
