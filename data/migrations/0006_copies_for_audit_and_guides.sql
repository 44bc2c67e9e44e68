-- A copy for an auditor says so of itself, and is changed by nobody; and texts that guide the support persons of a programme.
ALTER TABLE register ADD COLUMN audit_copy INTEGER NOT NULL DEFAULT 0;

CREATE TABLE guide (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  programme INTEGER NOT NULL REFERENCES programme,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (programme, name, language)
) STRICT;
