-- Signed messages that were accepted, until nobody would accept them any more: none is accepted twice.
CREATE TABLE seen_message (
    -- The first half of SHA-256 over the signer's certificate and wsa:MessageID.
    key BLOB PRIMARY KEY,
    -- The first half of SHA-256 over the caller's certificate and the signature: who brought which message.
    proof BLOB NOT NULL,
    -- Milliseconds since 1970.
    until INTEGER NOT NULL) WITHOUT ROWID;

CREATE INDEX seen_message_until ON seen_message (until);
