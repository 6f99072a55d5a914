-- Which system the client of an asynchronous exchange is, by its name in the systems file: when the answer is made the
-- rights are those of that moment.
ALTER TABLE asynchronous_answer ADD COLUMN caller_system TEXT NOT NULL DEFAULT '';
