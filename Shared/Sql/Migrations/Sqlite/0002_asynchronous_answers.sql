-- Answers that were promised by HTTP status 202 and go to the client on a connection of our own. Times are milliseconds
-- since 1970. A row leaves when its answer was delivered or given up.
CREATE TABLE asynchronous_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    accepted_at INTEGER NOT NULL,
    -- When it is tried next; NULL while the transaction is at work and there is nothing to send yet.
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- wsa:Action and wsa:MessageID of the question, wsa:MessageID of the answer.
    action TEXT NOT NULL,
    question_id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    is_soap11 INTEGER NOT NULL,
    is_mtom INTEGER NOT NULL,
    -- Where the answer goes, with its reference parameters; where a fault goes, when elsewhere.
    reply_to TEXT NOT NULL,
    reply_parameters TEXT,
    fault_to TEXT NOT NULL,
    fault_parameters TEXT,
    caller_certificate BLOB NOT NULL,
    caller_subject TEXT NOT NULL,
    caller_address TEXT NOT NULL,
    -- The question's envelope, when the answer is made anew for each attempt.
    question BLOB,
    -- wsa:Action and child of the Body of the answer, once it is known.
    answer_action TEXT,
    answer BLOB);

CREATE INDEX asynchronous_answer_due ON asynchronous_answer (due_at, id);
