-- The index of terms is written as it comes: the terms of each batch of records are one run, and runs that stand side
-- by side are merged as they grow older. All is made anew at the next start: see index_state.
DROP TABLE search_term;
UPDATE index_state SET version = 0, done = 0;

-- Runs of records, which never overlap. first_time and last_time: no record of the run happened before or after. terms:
-- see TermTable; NULL for a large run, whose terms are in term_block.
CREATE TABLE term_run (
    last_sequence BIGINT PRIMARY KEY,
    first_sequence BIGINT NOT NULL,
    records BIGINT NOT NULL,
    first_time BIGINT NOT NULL,
    last_time BIGINT NOT NULL,
    terms BYTEA NULL);

-- The terms of large runs, in order, some dozens to a row. first_term: the first of them, see TermKey. What belongs to
-- no run, and is beyond the last large one, is of a merge that was broken off.
CREATE TABLE term_block (
    last_sequence BIGINT NOT NULL,
    first_term BYTEA NOT NULL,
    terms BYTEA NOT NULL,
    PRIMARY KEY (last_sequence, first_term));
