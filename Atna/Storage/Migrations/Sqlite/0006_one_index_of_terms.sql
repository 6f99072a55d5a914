-- Terms stand once, in the order of searches: what a record has can be told from the record itself. All rows are made
-- anew at the next start: see index_state. No reference to record, whose check cost as much as the row.
DROP TABLE search_term;
CREATE TABLE search_term (
    sequence INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    term TEXT NOT NULL,
    event_time INTEGER NOT NULL,
    PRIMARY KEY (kind, term, event_time, sequence)) WITHOUT ROWID;

-- A list by the senders' clock is found by listed_at. period_start: AuditEvent.period.start, which few have.
DROP INDEX event_event_time;
ALTER TABLE event ADD COLUMN period_start INTEGER NULL;
CREATE INDEX event_period_start ON event (period_start, sequence) WHERE period_start IS NOT NULL;
