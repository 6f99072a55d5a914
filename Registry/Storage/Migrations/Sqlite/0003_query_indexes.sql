-- What queries across patients (ITI-51) start from. Each is kept small: codes repeat, so equal ones share few pages.
CREATE INDEX document_entry_class_code ON document_entry (class_code);
CREATE INDEX document_entry_healthcare_facility_type_code ON document_entry (healthcare_facility_type_code);
CREATE INDEX entry_code_event ON entry_code (code_id, object_id) WHERE attribute = 1;
CREATE INDEX entry_code_folder ON entry_code (code_id, object_id) WHERE attribute = 3;
CREATE INDEX reference_id_value ON reference_id (value);
