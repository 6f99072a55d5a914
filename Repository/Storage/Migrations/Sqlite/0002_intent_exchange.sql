-- Which message an open submission came with: when it turns out to be registered, a retransmission gets that answer. The columns
-- are those of exchange; all null for a message without MessageID.
ALTER TABLE intent ADD COLUMN sender BLOB NULL;
ALTER TABLE intent ADD COLUMN message_id TEXT NULL;
ALTER TABLE intent ADD COLUMN digest BLOB NULL;
