-- Under which repositoryUniqueId the documents of this database are registered: one row, made at the first start.
CREATE TABLE identity (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    repository_unique_id TEXT NOT NULL);
