-- The index of terms is written as it comes: the terms of each batch of records are one run, and runs that stand side
-- by side are merged as they grow older. All is made anew at the next start: see index_state.
DROP TABLE search_term;
UPDATE index_state SET version = 0, done = 0;

-- Runs of records, which never overlap. first_time and last_time: no record of the run happened before or after. terms:
-- see TermTable; NULL for a large run, whose terms are in term_block.
CREATE TABLE term_run (
    last_sequence INTEGER PRIMARY KEY,
    first_sequence INTEGER NOT NULL,
    records INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    terms BLOB NULL);

-- The terms of large runs, in order, some dozens to a row. first_term: the first of them, see TermKey. What belongs to
-- no run, and is beyond the last large one, is of a merge that was broken off.
CREATE TABLE term_block (
    last_sequence INTEGER NOT NULL,
    first_term BLOB NOT NULL,
    terms BLOB NOT NULL,
    PRIMARY KEY (last_sequence, first_term)) WITHOUT ROWID;
