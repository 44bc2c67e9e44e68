-- The facts that the eight programmes of the seeds ask for beyond the first one: who decided what about a stay and on what,
-- offers of places, assessments, steps, teams, relations between people, referrals with their answers, flags, and what was
-- handed in to the funder. Columns that are added read as "not noted" in what was saved before.

ALTER TABLE participation ADD COLUMN ruled_by INTEGER REFERENCES worker;
ALTER TABLE participation ADD COLUMN ruling_basis TEXT NOT NULL DEFAULT '';
CREATE INDEX participation_ruled_by ON participation (ruled_by) WHERE ruled_by IS NOT NULL;

ALTER TABLE meeting ADD COLUMN component TEXT NOT NULL DEFAULT '';

ALTER TABLE spell ADD COLUMN qualified_on TEXT;
ALTER TABLE spell ADD COLUMN percent INTEGER;
ALTER TABLE spell ADD COLUMN supported TEXT;

ALTER TABLE status ADD COLUMN education TEXT;
ALTER TABLE status ADD COLUMN work_percent INTEGER;
ALTER TABLE status ADD COLUMN study_percent INTEGER;
ALTER TABLE status ADD COLUMN improved TEXT;
ALTER TABLE status ADD COLUMN public_support TEXT;

ALTER TABLE follow_up ADD COLUMN livelihood TEXT;
ALTER TABLE follow_up ADD COLUMN improved TEXT;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  stay INTEGER NOT NULL REFERENCES stay,
  kind TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  worker INTEGER REFERENCES worker,
  "by" TEXT NOT NULL,
  until TEXT,
  basis TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX decision_stay ON decision (stay);
CREATE INDEX decision_worker ON decision (worker);

CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  offered_on TEXT NOT NULL,
  answered_on TEXT,
  answer TEXT,
  note TEXT NOT NULL,
  CHECK ((answered_on IS NULL) = (answer IS NULL))
) STRICT;
CREATE INDEX offer_participation ON offer (participation);

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  date TEXT NOT NULL,
  scale TEXT NOT NULL,
  item TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  "by" TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_participation ON assessment (participation);

CREATE TABLE path_step (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  step TEXT NOT NULL,
  entered_on TEXT NOT NULL
) STRICT;
CREATE INDEX path_step_participation ON path_step (participation);

CREATE TABLE team_member (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  team TEXT NOT NULL,
  worker INTEGER REFERENCES worker,
  name TEXT NOT NULL,
  field TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT,
  CHECK ((worker IS NOT NULL) + (name <> '') = 1)
) STRICT;
CREATE INDEX team_member_participation ON team_member (participation);
CREATE INDEX team_member_worker ON team_member (worker);

CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  other INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL,
  "from" TEXT,
  "to" TEXT,
  CHECK (person <> other)
) STRICT;
CREATE INDEX relation_person ON relation (person);
CREATE INDEX relation_other ON relation (other);

CREATE TABLE referral (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  participation INTEGER NOT NULL REFERENCES participation,
  direction TEXT NOT NULL,
  body TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  answered_on TEXT,
  answer TEXT,
  note TEXT NOT NULL,
  CHECK ((answered_on IS NULL) = (answer IS NULL))
) STRICT;
CREATE INDEX referral_participation ON referral (participation);

CREATE TABLE flag (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  text TEXT NOT NULL,
  raised_on TEXT NOT NULL,
  closed_on TEXT,
  closing_note TEXT NOT NULL
) STRICT;
CREATE INDEX flag_person ON flag (person);

CREATE TABLE hand_in (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  programme INTEGER NOT NULL REFERENCES programme,
  rule TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  handed_in_on TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX hand_in_programme ON hand_in (programme);
