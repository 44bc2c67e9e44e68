-- A register that knows whether it is whole, and a change log that can be proved and yet forget a person.
-- tugi_image and tugi_state are functions of the program; see store/chain.rs and store/state.rs.

-- Why an act was done, where its records do not say it: what was restored, the reason of an erasure. Never about a person.
ALTER TABLE batch ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- The images of a change stand apart from it: the change keeps only their digest, so that the images of somebody who has to be
-- forgotten can be replaced while the log stays provable. The salt goes with them, so that nothing can be guessed from the digest.
PRAGMA defer_foreign_keys = ON;
DROP TRIGGER change_stays;
DROP TRIGGER change_kept;
DROP INDEX change_record;
DROP INDEX change_batch;
ALTER TABLE change RENAME TO change_with_images;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  version INTEGER NOT NULL,
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE image (
  change INTEGER PRIMARY KEY REFERENCES change,
  salt BLOB NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

INSERT INTO image (change, salt, before, after) SELECT seq, randomblob(16), before, after FROM change_with_images;
INSERT INTO change (seq, batch, kind, record, version, digest)
  SELECT o.seq, o.batch, o.kind, o.record, o.version, tugi_image(i.salt, i.before, i.after)
  FROM change_with_images o JOIN image i ON i.change = o.seq ORDER BY o.seq;
DROP TABLE change_with_images;
CREATE INDEX change_record ON change (kind, record);
CREATE INDEX change_batch ON change (batch);
-- What was removed, so that a history also finds the records that are gone.
CREATE INDEX image_removed ON image (change) WHERE after IS NULL;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;

-- Which images were replaced by which act, because a person had to be forgotten: the digest of what stands there since.
CREATE TABLE redaction (
  change INTEGER NOT NULL REFERENCES change,
  batch INTEGER NOT NULL REFERENCES batch,
  digest BLOB NOT NULL,
  PRIMARY KEY (change, batch)
) STRICT;
CREATE INDEX redaction_batch ON redaction (batch);
CREATE TRIGGER redaction_stays BEFORE UPDATE ON redaction BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER redaction_kept BEFORE DELETE ON redaction BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER image_stays BEFORE UPDATE ON image
  WHEN new.change <> old.change OR NOT EXISTS (SELECT 1 FROM redaction r
    WHERE r.change = old.change AND r.digest = tugi_image(new.salt, new.before, new.after))
  BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER image_kept BEFORE DELETE ON image BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;

-- The chain: each batch's digest covers the one before it, so that nobody can alter the log and keep its head.
CREATE TABLE chain (
  batch INTEGER PRIMARY KEY REFERENCES batch,
  digest BLOB NOT NULL
) STRICT;
CREATE TRIGGER chain_stays BEFORE UPDATE ON chain BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;
CREATE TRIGGER chain_kept BEFORE DELETE ON chain BEGIN SELECT RAISE (ABORT, 'the change log is append-only'); END;

-- What each table holds, in one number, kept by a trigger on every table: a copy that mixes two states cannot agree with it.
CREATE TABLE state ("table" TEXT PRIMARY KEY, rows INTEGER NOT NULL, total BLOB NOT NULL) STRICT;

-- What somebody was typing: a form that was not saved yet. Belongs to no record and to no log. The process is the one that has
-- the form open; programme and language are those in which the texts of its fields are meant.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  who TEXT NOT NULL,
  process TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  programme TEXT NOT NULL,
  language TEXT NOT NULL,
  form TEXT NOT NULL,
  opening TEXT NOT NULL,
  entries TEXT NOT NULL,
  base TEXT NOT NULL,
  about TEXT NOT NULL
) STRICT;
CREATE INDEX draft_who ON draft (who);

-- A report as it was handed in: its figures with the records behind each, what they were counted by, and where the log stood.
CREATE TABLE sealed (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  programme INTEGER NOT NULL REFERENCES programme,
  report TEXT NOT NULL,
  as_of TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  log_position INTEGER NOT NULL,
  head TEXT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX sealed_programme ON sealed (programme);
CREATE TRIGGER sealed_stays BEFORE UPDATE ON sealed BEGIN SELECT RAISE (ABORT, 'a sealed report stays as it is'); END;
CREATE TRIGGER sealed_kept BEFORE DELETE ON sealed BEGIN SELECT RAISE (ABORT, 'a sealed report stays as it is'); END;

-- Who may do what; who takes part without a name; who was forgotten, and when; whether reading is noted.
ALTER TABLE worker ADD COLUMN access TEXT;
ALTER TABLE participation ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN erased_on TEXT;
ALTER TABLE register ADD COLUMN reading_logged INTEGER NOT NULL DEFAULT 0;

-- People are found and ordered anew: whoever is not named stands in no index any more.
DELETE FROM person_index_made_by;
