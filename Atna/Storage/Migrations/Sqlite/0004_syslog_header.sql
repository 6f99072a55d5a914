-- Searches by the header of syslog (ITI-82): each field that most messages have leads through an index of its own, the
-- newest message first.
ALTER TABLE event ADD COLUMN priority INTEGER NULL;
CREATE INDEX event_host_name ON event (host_name, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_app_name ON event (app_name, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_message_id ON event (message_id, header_time, sequence) WHERE header_time IS NOT NULL;
CREATE INDEX event_priority ON event (priority, header_time, sequence) WHERE header_time IS NOT NULL;
