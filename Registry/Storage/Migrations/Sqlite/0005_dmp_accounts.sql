-- Web accounts of patients (TD1.5). A password is kept as a salted hash only; it was told once, in the answer that made it.
CREATE TABLE dmp_account (
    dmp_id INTEGER PRIMARY KEY REFERENCES dmp (id),
    login TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL,
    iterations INTEGER NOT NULL,
    password BLOB NOT NULL,
    changed_at TEXT NOT NULL);

-- Where one-time codes are sent. type: 1 SMS, 2 EMAIL.
CREATE TABLE dmp_code_channel (
    dmp_id INTEGER NOT NULL REFERENCES dmp (id),
    type INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (dmp_id, type)) WITHOUT ROWID;
