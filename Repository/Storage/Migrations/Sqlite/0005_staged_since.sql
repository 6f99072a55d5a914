-- When a piece of it was written last (seconds since 1970): what another instance is just writing is not swept.
ALTER TABLE content ADD COLUMN written_at INTEGER NOT NULL DEFAULT 0;
