-- The state of DMPs, and what the access decision asks of document entries.

-- Identifiers of one person that stay in use side by side, such as INS-C and INS-NIR: person is the first of them.
ALTER TABLE patient ADD COLUMN person INTEGER NULL REFERENCES patient (id);
CREATE INDEX patient_person ON patient (person) WHERE person IS NOT NULL;

-- status: 1 active, 2 closed. search_name is the birth name, search_first_name the first names, without accents, case and punctuation.
CREATE TABLE dmp (
    id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL UNIQUE REFERENCES patient (id),
    status INTEGER NOT NULL,
    opposes_break_glass INTEGER NOT NULL,
    opposes_emergency_calls INTEGER NOT NULL,
    shows_masked_in_emergency INTEGER NOT NULL,
    is_attached_to_ens INTEGER NOT NULL,
    closed_at TEXT NULL,
    closing_reason TEXT NULL,
    closing_text TEXT NULL,
    search_name TEXT NOT NULL,
    search_first_name TEXT NOT NULL,
    birth_date TEXT NULL,
    demographics TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL);
CREATE INDEX dmp_search_name ON dmp (search_name, birth_date);
CREATE INDEX dmp_birth_date ON dmp (birth_date, search_name);

-- mode: 1 granted, 2 blocked. What stands here is today's; how it came about is in dmp_event.
CREATE TABLE authorisation (
    dmp_id INTEGER NOT NULL REFERENCES dmp (id),
    professional_id TEXT NOT NULL,
    mode INTEGER NOT NULL,
    since TEXT NOT NULL,
    until TEXT NULL,
    is_attending_physician INTEGER NOT NULL,
    last_action TEXT NOT NULL,
    professional TEXT NOT NULL,
    PRIMARY KEY (dmp_id, professional_id)) WITHOUT ROWID;
CREATE INDEX authorisation_professional ON authorisation (professional_id, since);

-- The history: written once. details is JSON.
CREATE TABLE dmp_event (
    id INTEGER PRIMARY KEY,
    dmp_id INTEGER NOT NULL REFERENCES dmp (id),
    time TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    details TEXT NOT NULL);
CREATE INDEX dmp_event_dmp ON dmp_event (dmp_id, id);
CREATE TRIGGER dmp_event_is_never_changed BEFORE UPDATE ON dmp_event
BEGIN SELECT RAISE (ABORT, 'the history of a DMP is never changed'); END;
CREATE TRIGGER dmp_event_is_never_removed BEFORE DELETE ON dmp_event
BEGIN SELECT RAISE (ABORT, 'the history of a DMP is never changed'); END;

-- visibility of a document entry: 1 MASQUE_PS, 2 INVISIBLE_PATIENT, 4 INVISIBLE_REPRESENTANTS_LEGAUX, 8 it is the signature of a
-- submission set, 16 a later version has taken its place.
ALTER TABLE document_entry ADD COLUMN visibility INTEGER NOT NULL DEFAULT 0;

UPDATE document_entry SET visibility = 1 WHERE EXISTS (
    SELECT 1 FROM entry_code e JOIN code c ON c.id = e.code_id
    WHERE e.object_id = document_entry.object_id AND e.attribute = 2
    AND c.value = 'MASQUE_PS');
UPDATE document_entry SET visibility = visibility | 2 WHERE EXISTS (
    SELECT 1 FROM entry_code e JOIN code c ON c.id = e.code_id
    WHERE e.object_id = document_entry.object_id AND e.attribute = 2
    AND c.value = 'INVISIBLE_PATIENT');
UPDATE document_entry SET visibility = visibility | 4 WHERE EXISTS (
    SELECT 1 FROM entry_code e JOIN code c ON c.id = e.code_id
    WHERE e.object_id = document_entry.object_id AND e.attribute = 2
    AND c.value = 'INVISIBLE_REPRESENTANTS_LEGAUX');
UPDATE document_entry SET visibility = visibility | 8 WHERE class_code IN (
    SELECT id FROM code WHERE value = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1');
UPDATE document_entry SET visibility = visibility | 16 WHERE object_id IN (
    SELECT o.id FROM registry_object n JOIN registry_object o
    ON o.entry_uuid = n.logical_id OR (o.logical_id = n.logical_id AND o.version > 1)
    WHERE n.version > 1 AND n.kind = 1 AND o.version < n.version);

-- When a Folder was made, and when each document was put into it: so that its lastUpdateTime does not tell of a document that
-- somebody does not see. What was there before is as old as the Folder says.
ALTER TABLE folder ADD COLUMN made_at TEXT NULL;
ALTER TABLE association ADD COLUMN member_since TEXT NULL;
UPDATE folder SET made_at = last_update_time;
