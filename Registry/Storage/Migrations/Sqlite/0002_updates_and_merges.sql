-- What Metadata Update (ITI-57), link changes (ITI-64) and merges of patients (ITI-8, ITI-44) ask for.

-- documentAvailability: 1 when Offline. sourcePatientId: the sender's identifier, as written.
ALTER TABLE document_entry ADD COLUMN is_offline INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document_entry ADD COLUMN source_patient_id TEXT NULL;

UPDATE document_entry SET is_offline = 1 WHERE object_id IN (
    SELECT id FROM registry_object
    WHERE kind = 1 AND instr(fragment, CAST('urn:ihe:iti:2010:DocumentAvailability:Offline' AS BLOB)) > 0);

-- The first value of the slot sourcePatientId, out of the ebRIM that is kept of every entry.
UPDATE document_entry SET source_patient_id = (
    WITH slot (tail) AS (
        SELECT substr(CAST(fragment AS TEXT), instr(CAST(fragment AS TEXT), '<rim:Slot name="sourcePatientId"'))
        FROM registry_object WHERE id = object_id AND instr(fragment, CAST('name="sourcePatientId"' AS BLOB)) > 0),
    value (tail) AS (SELECT substr(tail, instr(tail, '<rim:Value>') + 11) FROM slot)
    SELECT replace(substr(tail, 1, instr(tail, '</rim:Value>') - 1), '&amp;', '&') FROM value);

-- survivor is the identifier that answers today; merged_into and merged_at keep what happened: A into B, then B into C.
ALTER TABLE patient ADD COLUMN merged_into INTEGER NULL REFERENCES patient (id);
ALTER TABLE patient ADD COLUMN merged_at TEXT NULL;
