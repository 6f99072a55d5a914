-- One row, written again whenever somebody asks whether this database can be written.
CREATE TABLE health_probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- Milliseconds since 1970.
    at INTEGER NOT NULL);
