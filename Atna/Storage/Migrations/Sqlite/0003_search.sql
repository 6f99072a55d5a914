-- Searches as ITI-81 wants them: any combination of conditions inside a range of event times, newest event first.

-- event_time: the sender's clock; ours where the sender's cannot be read, so that no record is passed over. It stands in
-- the index of terms so that a search walks no more records than lie in its range. All rows are made anew at the next
-- start: see index_state.
DROP TABLE search_term;
CREATE TABLE search_term (
    sequence INTEGER NOT NULL REFERENCES record (sequence),
    kind INTEGER NOT NULL,
    term TEXT NOT NULL,
    event_time INTEGER NOT NULL,
    PRIMARY KEY (sequence, kind, term)) WITHOUT ROWID;
CREATE INDEX search_term_event_time ON search_term (kind, term, event_time, sequence);

-- listed_at: like event_time there; NULL for messages that are no audit events. header_time: TIMESTAMP of the syslog
-- header or else our clock; NULL for what did not come as syslog.
ALTER TABLE event ADD COLUMN listed_at INTEGER NULL;
ALTER TABLE event ADD COLUMN header_time INTEGER NULL;
CREATE INDEX event_listed_at ON event (listed_at, sequence);
CREATE INDEX event_header_time ON event (header_time, sequence);
DROP INDEX event_outcome;

-- Which version of this program's reading made the index; an older one is made anew from the records, up to the
-- record named.
CREATE TABLE index_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    done INTEGER NOT NULL);
INSERT INTO index_state VALUES (1, 0, 0);

-- Keys that this installation made for itself.
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- Auditors who log in by name. password: salted slow hash; totp: secret of the one-time codes. last_step: time step of
-- the last code that was taken, so that none serves twice.
CREATE TABLE auditor (
    name TEXT PRIMARY KEY,
    salt BLOB NOT NULL,
    iterations INTEGER NOT NULL,
    password BLOB NOT NULL,
    totp BLOB NOT NULL,
    last_step INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
