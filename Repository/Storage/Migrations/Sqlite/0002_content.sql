-- Content that is encrypted, verified, and deleted for good.

-- master_key, wrapped_key: the key that the octets are encrypted with, wrapped by that master key; null: they are not encrypted.
-- verified_at: when the octets were last compared with sha256 (seconds since 1970 UTC). damaged_at, damage: since when they are
-- known not to be those that were stored, and how that shows.
ALTER TABLE document ADD COLUMN master_key TEXT NULL;
ALTER TABLE document ADD COLUMN wrapped_key BLOB NULL;
ALTER TABLE document ADD COLUMN verified_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN damaged_at INTEGER NULL;
ALTER TABLE document ADD COLUMN damage TEXT NULL;
CREATE INDEX document_master_key ON document (master_key) WHERE master_key IS NOT NULL;
CREATE INDEX document_verified_at ON document (verified_at);
CREATE INDEX document_damaged_at ON document (damaged_at) WHERE damaged_at IS NOT NULL;

-- Octets that no document owns. reason: 1 being written (by a store that cannot list what is staged), 2 to be deleted.
CREATE TABLE loose_content (
    content_key TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    reason INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX loose_content_reason ON loose_content (reason, since);
